using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Bench;

/// <summary>
/// What one call costs its caller when the queue has room, each way of calling in turn: rounds of calls, and between them a
/// flush. <c>timer</c> is what the measuring itself costs; it is part of the other figures.
/// </summary>
internal static partial class CallBench
{
    private const int Round = 1_000;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(BenchArguments arguments)
    {
        var builder = LogPipeline
            .CreateBuilder()
            .With(options => options with { MinLevel = LogLevel.Debug })
            .AddSink("null", _ => new NullSink());
        builder.SelfLogWriter = TextWriter.Null;
        await using var pipeline = builder.Build();
        var own = pipeline.LoggerProvider.CreateLogger("Bench");
        using var factory = pipeline.CreateLoggerFactory();
        var logger = factory.CreateLogger("Bench");
        var calls = new (string Name, Action<int> Call)[]
        {
            ("timer", static _ => { }),
            ("plain", i => logger.LogInformation("user {UserId} did {Action} in {Elapsed} ms", i, "checkout", 12.5)),
            ("loggermessage", i => UserDid(logger, i, "checkout", 12.5)),
            ("interpolated", i => Interpolated(logger, i, "checkout", 12.5)),
            ("interpolated-own", i => Interpolated(own, i, "checkout", 12.5)),
            ("interpolated-off", i => logger.Trace($"user {i} did nothing")),
        };
        var rows = calls.ToDictionary(call => call.Name, _ => new List<BenchRow>());
        var rounds = Math.Max(1, (arguments.Events ?? 200_000) / Round);
        for (var run = -1; run < (arguments.Runs ?? 5); run++)
        {
            foreach (var (name, call) in calls)
            {
                var row = await MeasureAsync(pipeline, name, call, rounds);
                if (run >= 0)
                {
                    rows[name].Add(row);
                }
            }
        }

        return [.. calls.Select(call => BenchRow.MedianOf(rows[call.Name]))];
    }

    private static async Task<BenchRow> MeasureAsync(LogPipeline pipeline, string name, Action<int> call, int rounds)
    {
        var measurement = new Measurement(rounds * Round, rounds * Round);
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < Round; i++)
            {
                var from = Stopwatch.GetTimestamp();
                call(i);
                measurement.Record(from);
            }

            await pipeline.FlushAsync();
        }

        return measurement.End(name);
    }

    private static void Interpolated(ILogger logger, int userId, string action, double elapsed) =>
        logger.Info($"user {userId} did {action} in {elapsed} ms");

    [LoggerMessage(LogLevel.Information, "user {UserId} did {Action} in {Elapsed} ms")]
    private static partial void UserDid(ILogger logger, int userId, string action, double elapsed);
}
