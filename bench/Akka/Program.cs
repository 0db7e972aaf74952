using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Bench;
using ActorLog.Bench.Akka;

// Bench.Akka [EVENTS [RUNS]]: what a line costs its caller, and how many reach a file per second. JSON on stdout.
var output = Console.Out;
var events = args.Length > 0 ? int.Parse(args[0]) : 500_000;
var runs = args.Length > 1 ? int.Parse(args[1]) : 3;
(string Name, bool ToFile, Func<string, Contender> Create)[] contenders =
[
    ("akka-default-logger", false, Contender.AkkaDefault),
    ("akka-logger-factory-logger", true, Contender.LoggerFactory),
    ("ilogger-thread-engine", true, path => Contender.ILogger(path, akkaEngine: false)),
    ("ilogger-akka-engine", true, path => Contender.ILogger(path, akkaEngine: true)),
    ("bridge-thread-engine", true, path => Contender.Bridge(path, akkaEngine: false)),
    ("bridge-akka-engine", true, path => Contender.Bridge(path, akkaEngine: true)),
];
var folder = Directory.CreateTempSubdirectory("actorlog-bench-");
var rows = contenders.ToDictionary(c => c.Name, _ => new List<BenchRow>());
for (var run = -1; run < runs; run++)
{
    foreach (var (name, toFile, create) in contenders)
    {
        var path = Path.Combine(folder.FullName, $"{name}.log");
        var row = await MeasureAsync(name, toFile, create(path), path, run < 0 ? events / 10 : events);
        File.Delete(path);
        if (run >= 0)
        {
            rows[name].Add(row);
        }
    }
}

folder.Delete(recursive: true);
BenchRow.Print([.. contenders.Select(c => BenchRow.MedianOf(rows[c.Name]))], json: true, output);

// Throughput: one producer without a pause, until all is written. Then the caller's cost: bursts of 100, each when the
// one before is written, so that what the caller pays is not the writer's share of the processor.
static async Task<BenchRow> MeasureAsync(string name, bool toFile, Contender contender, string path, int events)
{
    const int Burst = 100;
    const int Bursts = 200;
    var callers = new Measurement(Burst * Bursts, Burst * Bursts);
    for (var burst = 0; burst < Bursts; burst++)
    {
        for (var i = 0; i < Burst; i++)
        {
            var from = Stopwatch.GetTimestamp();
            contender.Log(i);
            callers.Record(from);
        }

        await contender.DrainAsync((burst + 1) * Burst);
    }

    var cost = callers.End(name);
    var throughput = new Measurement(events);
    for (var i = 0; i < events; i++)
    {
        contender.Log(i);
    }

    await contender.DrainAsync(events + (Burst * Bursts));
    await contender.DisposeAsync();
    var row = throughput.End(name);
    var lines = toFile ? File.ReadLines(path).Count(line => line.Contains("user ", StringComparison.Ordinal)) : 0;
    return row with
    {
        MeanNs = cost.MeanNs,
        P50Ns = cost.P50Ns,
        P99Ns = cost.P99Ns,
        P999Ns = cost.P999Ns,
        MaxNs = cost.MaxNs,
        Lost = toFile ? events + (Burst * Bursts) - lines : 0,
        Note = toFile ? "" : "prints to nowhere; not to a file",
    };
}
