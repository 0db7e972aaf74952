using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Bench;

/// <summary>What grows with categories, properties, message length and routes; events are written to a file.</summary>
internal static class GrowthBench
{
    public static Task<IReadOnlyList<BenchRow>> RunAsync(BenchArguments arguments)
    {
        var contenders = new List<(string, Func<string, int, BenchRow>)>();
        foreach (var categories in (int[])[10, 100, 1_000, 10_000])
        {
            contenders.Add(($"categories-{categories}", (path, events) => Categories(categories, path, events)));
        }

        foreach (var properties in (int[])[1, 10, 30])
        {
            contenders.Add(($"properties-{properties}", (path, events) => Properties(properties, path, events)));
        }

        foreach (var length in (int[])[10, 1_000, 100_000])
        {
            contenders.Add(
                ($"message-{length}-B", (path, events) => Message(length, path, events * 10 / (length + 10)))
            );
        }

        foreach (var routes in (int[])[1, 20, 200])
        {
            contenders.Add(($"routes-{routes}", (path, events) => Routes(routes, path, 10 * events)));
        }

        return Task.FromResult(Alternating.Run(contenders, arguments.Events ?? 200_000, arguments.Runs ?? 3));
    }

    private static BenchRow Categories(int count, string path, int events)
    {
        using var pipeline = Loggers.Pipeline(path, "text", 1);
        var loggers = Enumerable
            .Range(0, count)
            .Select(n => pipeline.LoggerProvider.CreateLogger($"Shop.Module{n}"))
            .ToArray();
        return Measure(pipeline, events, i => loggers[i % count].LogInformation("user {UserId}", i));
    }

    private static BenchRow Properties(int count, string path, int events)
    {
        using var pipeline = Loggers.Pipeline(path, "json", 1);
        var logger = pipeline.LoggerProvider.CreateLogger("Shop");
        var template = string.Join(' ', Enumerable.Range(0, count).Select(n => $"{{P{n}}}"));
        var values = Enumerable.Range(0, count).Select(n => (object?)n).ToArray();
#pragma warning disable CA2254 // The number of holes is what is measured.
        return Measure(pipeline, events, _ => logger.LogInformation(template, values));
#pragma warning restore CA2254
    }

    private static BenchRow Message(int length, string path, int events)
    {
        using var pipeline = Loggers.Pipeline(path, "text", 1);
        var logger = pipeline.LoggerProvider.CreateLogger("Shop");
        var text = new string('x', length);
        return Measure(pipeline, Math.Max(events, 100), _ => logger.LogInformation("{Text}", text));
    }

    /// <summary>
    /// One sink takes everything; the others have a prefix each, and take nothing. So many events that beginning and ending 200
    /// sinks does not count.
    /// </summary>
    private static BenchRow Routes(int count, string path, int events)
    {
        using var pipeline = Loggers.Pipeline(
            path,
            "text",
            1,
            builder =>
            {
                for (var n = 1; n < count; n++)
                {
                    var only = new EventFilter { Categories = [$"Other.Category{n}"] };
                    builder.AddSink($"sink{n}", _ => new CollectingSink().Create(), o => o with { Only = only });
                }
            }
        );
        var logger = pipeline.LoggerProvider.CreateLogger("Shop");
        return Measure(pipeline, events, i => logger.LogInformation("user {UserId}", i));
    }

    private static BenchRow Measure(LogPipeline pipeline, int events, Action<int> log)
    {
        var measurement = new Measurement(events);
        for (var i = 0; i < events; i++)
        {
            log(i);
        }

        pipeline.Dispose();
        return measurement.End("growth");
    }
}
