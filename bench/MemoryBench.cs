using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Bench;

/// <summary>A dead endpoint and 20,000 events a second: the working set when the queue has filled, and at the end.</summary>
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
        var filled = 0L;
        for (var slice = 0; slice < seconds * 100; slice++)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            for (var i = 0; i < PerSecond / 100; i++)
            {
                logger.LogInformation("user {UserId} did {Action} in {Elapsed} ms", i, "checkout", 12.5);
            }

            if (filled == 0 && pipeline.Sinks[0].Drops.Total > 0 && slice > seconds * 50)
            {
                process.Refresh();
                filled = process.WorkingSet64;
            }
        }

        process.Refresh();
        var note = string.Create(
            CultureInfo.InvariantCulture,
            $"working set {filled / 1e6:0.0} MB at half time with the queue full, {process.WorkingSet64 / 1e6:0.0} MB at the end"
        );
        var row = measurement.End("actorlog-dead-endpoint", note: note);
        await pipeline.StopAsync(TimeSpan.Zero);
        return [row];
    }
}
