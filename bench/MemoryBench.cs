using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Bench;

/// <summary>
/// A dead endpoint and 20,000 events a second, 60 seconds unless said otherwise: the working set from the second in which the
/// queue has filled to the end, looked at once a second, in a process of its own for each way of calling, all at once: what
/// is measured is no speed. Beside them a provider that only reads the state: what the calls' own garbage does to the working set.
/// </summary>
/// <remarks>
/// The growth is told from two beginnings: the second in which the queue was full, and <see cref="Settling"/> seconds later, when
/// the runtime has collected the first garbage that it lets gather, and compiled for good what runs often.
/// </remarks>
internal static class MemoryBench
{
    private const int PerSecond = 20_000;
    private const int Slices = 100;

    // When our queues are full at this pace; where there is none, the looking begins here too.
    private const int FullAfter = 5 * Slices;
    private const int Settling = 30;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(BenchArguments arguments)
    {
        var events = (arguments.Events ?? 60 * PerSecond).ToString(CultureInfo.InvariantCulture);
        string[] names = ["actorlog-dead-endpoint", "actorlog-interpolated-dead-endpoint", "state-reader"];
        var told = await Task.WhenAll(names.Select(name => ChildProcess.RunAsync("memory-child", name, events)));
        return [.. told.Select(child => child.Row)];
    }

    public static async Task<int> ChildAsync(string[] arguments)
    {
        var (name, events) = (arguments[0], int.Parse(arguments[1], CultureInfo.InvariantCulture));
        if (name == "state-reader")
        {
            var reader = Loggers.StateReader("");
            ChildProcess.Tell(await MeasureAsync(name, reader.Logger, Plain, events, isFull: static () => false));
            return 0;
        }

        var builder = LogPipeline.CreateBuilder();
        builder.SelfLogWriter = TextWriter.Null;
        var pipeline = builder.AddHttp("http://127.0.0.1:9/", o => o with { Payload = HttpPayload.NdJson }).Build();
        var logger = pipeline.LoggerProvider.CreateLogger("Bench");
        Action<ILogger, int> call = name == "actorlog-dead-endpoint" ? Plain : Interpolated;
        ChildProcess.Tell(
            await MeasureAsync(name, logger, call, events, isFull: () => pipeline.Sinks[0].Drops.Total > 0)
        );
        await pipeline.StopAsync(TimeSpan.Zero);
        return 0;
    }

    private static async Task<BenchRow> MeasureAsync(
        string name,
        ILogger logger,
        Action<ILogger, int> call,
        int events,
        Func<bool> isFull
    )
    {
        var measurement = new Measurement(events);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / Slices));
        var sizes = new List<long>(capacity: events / PerSecond);
        var isBegun = false;
        for (var slice = 0; slice < events / (PerSecond / Slices); slice++)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            for (var i = 0; i < PerSecond / Slices; i++)
            {
                call(logger, i);
            }

            isBegun = isBegun || slice >= FullAfter || isFull();
            if (isBegun && slice % Slices == 0)
            {
                sizes.Add(ResidentMemory.Bytes());
            }
        }

        return measurement.End(name, note: Note(sizes));
    }

    private static string Note(List<long> sizes)
    {
        var settled = sizes[Math.Min(Settling, sizes.Count - 1)];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"working set, {sizes.Count} s: {sizes[0] / 1e6:0.0} MB at first, {settled / 1e6:0.0} MB after {Settling} s, {sizes.Max() / 1e6:0.0} MB at most, {sizes[^1] / 1e6:0.0} MB at last: {Growth(sizes[0]):+0.0;-0.0} % from the first second, {Growth(settled):+0.0;-0.0} % from then"
        );

        double Growth(long since) => 100.0 * (sizes[^1] - since) / since;
    }

    private static void Plain(ILogger logger, int user) =>
        logger.LogInformation("user {UserId} did {Action} in {Elapsed} ms", user, "checkout", 12.5);

    private static void Interpolated(ILogger logger, int user) => Interpolated(logger, user, "checkout", 12.5);

    private static void Interpolated(ILogger logger, int userId, string action, double elapsed) =>
        logger.Info($"user {userId} did {action} in {elapsed} ms");
}
