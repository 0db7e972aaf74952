using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Host.Inputs;
using ActorLog.Host.Status;
using ActorLog.Runtime;

namespace ActorLog.Host.Running;

/// <summary>Runs a composed host from its start to its ledger.</summary>
internal sealed class HostRun(
    HostComposition host,
    IReadOnlyList<InputOptions> inputs,
    IStopRequests requests,
    TextWriter console
)
{
    private static readonly TimeSpan LastTry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly List<StartedInput> _inputs = [];
    private bool _hasInputFailed;

    /// <summary>Starts everything, waits for the end, drains, and reports.</summary>
    /// <param name="configuration">How people call the configuration.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(string configuration)
    {
        LogPipeline pipeline;
        try
        {
            pipeline = host.Builder.Build();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            console.WriteLine(
                $"actorlog: the journal or the dead letters cannot be opened: {failure.Message} "
                    + "Give this user the right to write there, or set journal.path and dead-letters.path."
            );
            return ExitCodes.Failed;
        }

        try
        {
            await StartAsync(pipeline).ConfigureAwait(false);
        }
        catch (InputException failure)
        {
            console.WriteLine($"actorlog: {failure.Message}");
            await StopInputsAsync(TimeSpan.Zero).ConfigureAwait(false);
            await pipeline.StopAsync().ConfigureAwait(false);
            return ExitCodes.Failed;
        }

        Banner.Write(console, configuration, _inputs, host.Sinks);
        if (_inputs.All(input => input.Input.Description.Count == 0))
        {
            console.WriteLine("actorlog: there is nothing to read: standard input is a terminal, empty, or closed");
        }

        await UntilItEndsAsync(pipeline).ConfigureAwait(false);
        return await StopAsync(pipeline).ConfigureAwait(false);
    }

    private async Task StartAsync(LogPipeline pipeline)
    {
        var intake = new PipelineIntake(pipeline);
        var clock = host.Builder.Clock;
        var context = new InputContext(clock, text => console.WriteLine($"actorlog: {text}"))
        {
            Status = new StatusSource(pipeline, clock).Read,
            Failed = Fail,
        };
        foreach (var options in inputs)
        {
            var input = options.CreateInput(context);
            _inputs.Add(new StartedInput(options.Name, input));
            await input.StartAsync(intake, requests.Now).ConfigureAwait(false);
        }
    }

    private void Fail(string text)
    {
        Volatile.Write(ref _hasInputFailed, true);
        console.WriteLine($"actorlog: {text}");
    }

    // An input that breaks is told of when it does; the others go on, and what it took is delivered as theirs is.
    private async Task EndAsync(StartedInput input)
    {
        try
        {
            await input.Input.Completion.ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it was, it must not take along what was accepted.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Fail($"input '{input.Name}' broke and takes no more: {failure.GetType().Name}: {failure.Message}");
        }
    }

    // Either somebody asks for it, or there is nothing more to come: then what is there is delivered, however long it takes,
    // as long as it gets on.
    private async Task UntilItEndsAsync(LogPipeline pipeline)
    {
        try
        {
            var ended = Task.WhenAll(_inputs.Select(EndAsync));
            var end = await Task.WhenAny(ended, UntilNoSinkIsLeftAsync(pipeline))
                .WaitAsync(requests.Drain)
                .ConfigureAwait(false);
            await end.ConfigureAwait(false);
            if (end != ended)
            {
                console.WriteLine("actorlog: every sink has stopped: there is nowhere to deliver to");
                return;
            }

            var flush = pipeline.FlushAsync(requests.Drain);
            for (var before = -1L; !flush.IsCompleted && Done(pipeline) > before; )
            {
                before = Done(pipeline);
                await Task.WhenAny(
                        flush,
                        Task.Delay(pipeline.Options.ShutdownTimeout, host.Builder.Clock, requests.Drain)
                    )
                    .ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            var waiting = pipeline.Sinks.Sum(sink => sink.Ledger.Buffered);
            var events = waiting == 1 ? "event" : "events";
            console.WriteLine($"actorlog: draining {waiting} {events}... (Ctrl+C again to stop now)");
        }
    }

    // A sink stops when its destination is gone for good, such as the reader of a pipe. Who goes on without any sink would
    // take events in only to drop them, behind `| head` without end.
    private async Task UntilNoSinkIsLeftAsync(LogPipeline pipeline)
    {
        using var look = new PeriodicTimer(Look, host.Builder.Clock);
        do
        {
            await look.WaitForNextTickAsync(requests.Drain).ConfigureAwait(false);
        } while (pipeline.Sinks.Any(sink => sink.State != SinkState.Stopped));
    }

    private static long Done(LogPipeline pipeline) =>
        pipeline.Sinks.Sum(sink => sink.Ledger.Delivered + sink.Ledger.Dropped + sink.Ledger.DeadLettered);

    private async Task<int> StopAsync(LogPipeline pipeline)
    {
        var clock = host.Builder.Clock;
        var started = clock.GetTimestamp();
        var timeout = pipeline.Options.ShutdownTimeout;
        await StopInputsAsync(timeout).ConfigureAwait(false);

        // One deadline for both; but what inputs handed over at its end shall still be given a try.
        var lastTry = timeout < LastTry ? timeout : LastTry;
        var left = timeout - clock.GetElapsedTime(started);
        await using var registration = requests.Now.Register(() => _ = pipeline.StopAsync(TimeSpan.Zero));
        var report = await pipeline.StopAsync(left > lastTry ? left : lastTry).ConfigureAwait(false);
        if (report.IsLossless || !pipeline.Options.SelfLog)
        {
            // The pipeline itself has told of an end with losses.
            console.WriteLine($"actorlog: {report}");
        }

        // What waits in the journal is not lost: the next start delivers it.
        var isSafe = report.Sinks.All(sink =>
            sink.Ledger is { Dropped: 0, DeadLettered: 0 } && sink.Ledger.Buffered == sink.Ledger.Journaled
        );
        return !isSafe ? ExitCodes.Undelivered
            : Volatile.Read(ref _hasInputFailed) ? ExitCodes.Failed
            : ExitCodes.Ok;
    }

    private async Task StopInputsAsync(TimeSpan timeout)
    {
        using var limit = new CancellationTokenSource(timeout, host.Builder.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, requests.Now);
        foreach (var (name, input) in _inputs)
        {
            try
            {
                await input.StopAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                console.WriteLine($"actorlog: input '{name}' did not stop in time");
            }
#pragma warning disable CA1031 // As above; that it broke has been told.
            catch (Exception) when (input.Completion.IsFaulted)
#pragma warning restore CA1031
            {
                Volatile.Write(ref _hasInputFailed, true);
            }

            await input.DisposeAsync().ConfigureAwait(false);
        }
    }
}
