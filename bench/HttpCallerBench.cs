using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Bench;

/// <summary>
/// The caller's latencies while the endpoint answers at once, slowly, very slowly, is dead, or takes requests and hangs. The
/// caller does the same thing each time: bursts of calls with a pause between them, and no queue is ever full.
/// </summary>
internal static class HttpCallerBench
{
    private const int Burst = 100;
    private const int WarmUp = 10 * Burst;

    // Not a part of any delay, so that bursts and answers do not meet always or never.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(13);

    // A queue with room for the whole run; batches that a receiver which takes a second for each can still keep up with,
    // so that all of them can be audited; a time limit that passes while the endpoint hangs.
    private static readonly HttpSinkOptions Options = new()
    {
        Payload = HttpPayload.NdJson,
        Queue = new QueueOptions { MaxEvents = 1_000_000, MaxBytes = 1L << 30 },
        Batch = new BatchOptions { MaxEvents = 65_536, MaxBytes = 64L << 20 },
        Timeout = TimeSpan.FromMilliseconds(1_500),
    };

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(BenchArguments arguments)
    {
        var events = arguments.Events ?? 20_000;
        await using var atOnce = await HttpReceiverProcess.StartAsync();
        await using var slow = await HttpReceiverProcess.StartAsync(20);
        await using var verySlow = await HttpReceiverProcess.StartAsync(1_000);
        await using var hanging = await HttpReceiverProcess.StartAsync(-1);
        var dead = new Uri($"http://127.0.0.1:{HttpReceiverProcess.DeadPort()}/api/log/get");
        var endpoints = new (string Name, Uri Url, HttpReceiverProcess? Answers)[]
        {
            ("0ms", atOnce.Url, atOnce),
            ("20ms", slow.Url, slow),
            ("1000ms", verySlow.Url, verySlow),
            ("dead", dead, null),
            ("hanging", hanging.Url, null),
        };
        return await Alternating.RunAsync(
            [
                .. endpoints.Select(e =>
                    (
                        $"actorlog-caller-{e.Name}",
                        (Func<bool, Task<BenchRow>>)(
                            isWarmUp => MeasureAsync(e.Url, e.Answers, isWarmUp ? events / 4 : events)
                        )
                    )
                ),
            ],
            arguments.Runs ?? 5
        );
    }

    private static async Task<BenchRow> MeasureAsync(Uri url, HttpReceiverProcess? answers, int events)
    {
        var pipeline = HttpBench.Build(url, Options);
        var logger = pipeline.LoggerProvider.CreateLogger("Bench");
        await LogAsync(logger, 0, WarmUp, static _ => { });
        var measurement = new Measurement(events, events);
        await LogAsync(logger, WarmUp, events, measurement.Record);
        var row = measurement.End("", note: answers is null ? "nothing arrives" : "");
        if (answers is null)
        {
            await pipeline.StopAsync(TimeSpan.Zero);
            return row;
        }

        await pipeline.FlushAsync();
        await pipeline.StopAsync(TimeSpan.FromSeconds(10));
        return HttpBench.Audit(row, await answers.TakeReceiptAsync(), WarmUp + events);
    }

    private static async Task LogAsync(ILogger logger, int first, int count, Action<long> called)
    {
        using var timer = new PeriodicTimer(Pause);
        for (var i = first; i < first + count; )
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            for (var end = Math.Min(i + Burst, first + count); i < end; i++)
            {
                var from = Stopwatch.GetTimestamp();
                logger.LogInformation("user {UserId} did {Action}", i, "checkout");
                called(from);
            }
        }
    }
}
