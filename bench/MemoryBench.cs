using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Bench;

/// <summary>
/// A dead endpoint and 20,000 events a second, 60 seconds unless said otherwise: the working set from five seconds after the
/// queue has filled to the end, looked at once a second.
/// </summary>
internal static class MemoryBench
{
    private const int PerSecond = 20_000;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(BenchArguments arguments)
    {
        var seconds = (arguments.Events ?? 60 * PerSecond) / PerSecond;
        var builder = LogPipeline.CreateBuilder();
        builder.SelfLogWriter = TextWriter.Null;
        var pipeline = builder.AddHttp("http://127.0.0.1:9/", o => o with { Payload = HttpPayload.NdJson }).Build();
        var logger = pipeline.LoggerProvider.CreateLogger("Bench");
        var process = Process.GetCurrentProcess();
        var measurement = new Measurement(seconds * PerSecond);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var sizes = new List<long>();
        var fullSince = int.MaxValue;
        for (var slice = 0; slice < seconds * 100; slice++)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            for (var i = 0; i < PerSecond / 100; i++)
            {
                logger.LogInformation("user {UserId} did {Action} in {Elapsed} ms", i, "checkout", 12.5);
            }

            if (fullSince == int.MaxValue && pipeline.Sinks[0].Drops.Total > 0)
            {
                fullSince = slice;
            }

            if (slice % 100 == 0 && slice - 500 > fullSince)
            {
                process.Refresh();
                sizes.Add(process.WorkingSet64);
            }
        }

        var note = string.Create(
            CultureInfo.InvariantCulture,
            $"working set with the queue full, {sizes.Count} s: {sizes[0] / 1e6:0.0} MB at first, {sizes.Min() / 1e6:0.0} to {sizes.Max() / 1e6:0.0} MB, {sizes[^1] / 1e6:0.0} MB at last"
        );
        var row = measurement.End("actorlog-dead-endpoint", note: note);
        await pipeline.StopAsync(TimeSpan.Zero);
        return [row];
    }
}
