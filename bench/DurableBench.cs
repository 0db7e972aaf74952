using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Journal;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Bench;

/// <summary>
/// What a journal costs: a sink that does nothing, fed directly and from a journal at each level. <c>caller-*</c> is what a
/// call costs its caller while there is room in the queue; <c>through-*</c> is how many events a second get through whole,
/// written to the disk, read back and taken by the sink, while the producer waits for room.
/// </summary>
internal static class DurableBench
{
    private const int Round = 1_000;

    private static readonly (string Name, JournalAck? Ack)[] Levels =
    [
        ("off", null),
        ("enqueued", JournalAck.Enqueued),
        ("written", JournalAck.Written),
        ("fsynced", JournalAck.Fsynced),
    ];

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(BenchArguments arguments)
    {
        var events = arguments.Events ?? 500_000;
        var contenders = Levels
            .Select(level => ($"caller-{level.Name}", level.Ack, Run: (Measure)CallerAsync))
            .Concat(Levels.Select(level => ($"through-{level.Name}", level.Ack, Run: (Measure)ThroughAsync)))
            .ToArray();
        var rows = contenders.ToDictionary(contender => contender.Item1, _ => new List<BenchRow>());
        for (var run = -1; run < (arguments.Runs ?? 5); run++)
        {
            foreach (var (name, ack, measure) in contenders)
            {
                var folder = Directory.CreateTempSubdirectory("actorlog-bench-");
                var row = await measure(name, ack, folder.FullName, events);
                folder.Delete(recursive: true);
                if (run >= 0)
                {
                    rows[name].Add(row);
                }
            }
        }

        return [.. contenders.Select(contender => BenchRow.MedianOf(rows[contender.Item1]))];
    }

    private delegate Task<BenchRow> Measure(string name, JournalAck? ack, string folder, int events);

    private static async Task<BenchRow> CallerAsync(string name, JournalAck? ack, string folder, int events)
    {
        await using var pipeline = Build(ack, folder);
        using var factory = pipeline.CreateLoggerFactory();
        var logger = factory.CreateLogger("Bench");
        var rounds = Math.Max(1, events / 10 / Round);
        var measurement = new Measurement(rounds * Round, rounds * Round);
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < Round; i++)
            {
                var from = System.Diagnostics.Stopwatch.GetTimestamp();
                logger.LogInformation("user {UserId} did {Action} in {Elapsed} ms", i, "checkout", 12.5);
                measurement.Record(from);
            }

            await pipeline.FlushAsync();
        }

        return measurement.End(name) with
        {
            EventsPerSecond = 0,
        };
    }

    private static async Task<BenchRow> ThroughAsync(string name, JournalAck? ack, string folder, int events)
    {
        var pipeline = Build(ack, folder);
        using var factory = pipeline.CreateLoggerFactory();
        var logger = factory.CreateLogger("Bench");
        var measurement = new Measurement(events);
        for (var i = 0; i < events; i++)
        {
            logger.LogInformation("user {UserId} did {Action} in {Elapsed} ms", i, "checkout", 12.5);
        }

        await pipeline.FlushAsync();
        var row = measurement.End(name);
        var report = await pipeline.StopAsync();
        return row with { Lost = events - report.Sinks[0].Ledger.Delivered };
    }

    private static LogPipeline Build(JournalAck? ack, string folder)
    {
        var builder = LogPipeline
            .CreateBuilder()
            .With(options =>
                options with
                {
                    Queue = options.Queue with { WhenFull = WhenFull.Wait, MaxWait = TimeSpan.FromMinutes(1) },
                    Journal = new JournalOptions
                    {
                        Enabled = ack is not null,
                        Path = folder,
                        Ack = ack ?? JournalAck.Fsynced,
                        WhenFull = JournalWhenFull.Wait,
                    },
                }
            )
            .AddSink(
                "null",
                _ => new NullSink(),
                options =>
                    options with
                    {
                        Durable = ack is not null,
                        Queue = options.Queue with { WhenFull = WhenFull.Wait, MaxWait = TimeSpan.FromMinutes(1) },
                    }
            );
        builder.SelfLogWriter = TextWriter.Null;
        return builder.Build();
    }
}
