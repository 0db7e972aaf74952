using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Bench;

/// <summary>One, two, four and sixteen threads log at once; and one thread with one and with three sinks.</summary>
internal static class ProducersBench
{
    public static Task<IReadOnlyList<BenchRow>> RunAsync(BenchArguments arguments)
    {
        var contenders = new List<(string, Func<string, int, BenchRow>)>();
        foreach (var producers in (int[])[1, 2, 4, 16])
        {
            contenders.Add(($"actorlog-{producers}-producers", (path, events) => Write(producers, 1, path, events)));
        }

        contenders.Add(("actorlog-3-sinks", (path, events) => Write(1, 3, path, events)));
        return Task.FromResult(Alternating.Run(contenders, arguments.Events ?? 800_000, arguments.Runs ?? 5));
    }

    private static BenchRow Write(int producers, int sinks, string path, int events)
    {
        var logger = Loggers.ActorLog(path, "text", sinks);
        var each = events / producers;
        using var start = new Barrier(producers);
        var latencies = new long[producers][];
        var threads = Enumerable
            .Range(0, producers)
            .Select(producer => new Thread(() => latencies[producer] = Produce(logger.Logger, each, start)))
            .ToArray();
        var measurement = new Measurement(each * producers, each * producers);
        foreach (var thread in threads)
        {
            thread.Start();
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        logger.Dispose();
        foreach (var latency in latencies.SelectMany(of => of))
        {
            measurement.Add(latency);
        }

        return measurement.End("producers");
    }

    private static long[] Produce(ILogger logger, int events, Barrier start)
    {
        var latencies = new long[events];
        start.SignalAndWait();
        for (var i = 0; i < events; i++)
        {
            var from = Stopwatch.GetTimestamp();
            logger.LogInformation("user {UserId} did {Action} in {Elapsed} ms", i, "checkout", 12.5);
            latencies[i] = Stopwatch.GetTimestamp() - from;
        }

        return latencies;
    }
}
