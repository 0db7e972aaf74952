using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Runtime;

namespace ActorLog.Host.Demo;

/// <summary>The story of the demo: a receiver that fails in three ways, and a program that does not notice.</summary>
internal sealed class DemoStory(
    LogPipeline pipeline,
    DemoLoad load,
    DemoReceiver receiver,
    TimeProvider clock,
    TextWriter screen
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly (DemoMode Mode, double Seconds, string Title)[] Chapters =
    [
        (DemoMode.Answers, 1.5, "the receiver answers"),
        (DemoMode.Fails, 2.5, "the receiver answers 503"),
        (DemoMode.Answers, 1.8, "it answers again"),
        (DemoMode.Hangs, 2.5, "the receiver takes requests and never answers"),
        (DemoMode.Answers, 1.8, "it answers again"),
        (DemoMode.Refuses, 2.5, "nobody listens any more"),
        (DemoMode.Answers, 1.8, "it is back"),
    ];

    private readonly long _started = clock.GetTimestamp();

    /// <summary>Plays it.</summary>
    public async Task PlayAsync(CancellationToken cancellationToken)
    {
        foreach (var (mode, seconds, title) in Chapters)
        {
            await receiver.SetAsync(mode).ConfigureAwait(false);
            screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Elapsed, 5:0.0} s  {title}"));
            load.Say();
            await load.RunAsync(TimeSpan.FromSeconds(seconds), Tell, cancellationToken).ConfigureAwait(false);
        }

        await FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private double Elapsed => clock.GetElapsedTime(_started).TotalSeconds;

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            await pipeline.FlushAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            screen.WriteLine("         not everything was delivered in time");
        }
    }

    private void Tell(string cost)
    {
        var http = pipeline.Sinks.Single(sink => sink.Name == "http");
        screen.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Elapsed, 5:0.0} s    {StateOf(http), -52} waiting {http.QueuedEvents, 5}   a call costs {cost}"
            )
        );
    }

    private string StateOf(SinkStatus sink)
    {
        if (sink.FailuresInARow == 0)
        {
            return "delivering";
        }

        var wait = sink.NextAttempt - clock.GetUtcNow();
        var next =
            wait > TimeSpan.Zero
                ? string.Create(CultureInfo.InvariantCulture, $"next try in {wait.Value.TotalSeconds:0.0} s")
                : "trying";
        // The address behind the reason is the same all the time, and the column narrow.
        var reason = sink.LastFailure?.Reason.Split(" (")[0];
        return $"{reason}, {sink.FailuresInARow} failures, {next}";
    }

    /// <summary>Compares what arrived with what was logged.</summary>
    /// <returns>Whether everything arrived, in order.</returns>
    public bool Judge(string file)
    {
        var inFile = File.ReadLines(file).Select(DemoReceiver.NumberOf).OfType<long>().ToArray();
        return Judge("http", receiver.Numbers) & Judge("file", inFile);
    }

    private bool Judge(string sink, IReadOnlyList<long> numbers)
    {
        var wrong = DemoVerdict.Check(numbers, load.Logged);
        screen.WriteLine(
            wrong is null
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {sink}: {numbers.Count} events, in order, none missing, none twice"
                )
                : $"  {sink}: WRONG: {wrong}"
        );
        return wrong is null;
    }
}
