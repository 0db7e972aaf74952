using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Bench;

/// <summary>
/// What a program pays that logs a little: an event each millisecond to a file, and nothing at all for ten seconds after
/// one event. <c>sleeping-loop</c> is what the measuring itself costs; it is part of the other figures.
/// </summary>
internal static class QuietBench
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    public static Task<IReadOnlyList<BenchRow>> RunSparseAsync(BenchArguments arguments)
    {
        var contenders = Contenders(Sparse);
        return Task.FromResult(Alternating.Run(contenders, arguments.Events ?? 2_000, arguments.Runs ?? 5));
    }

    public static Task<IReadOnlyList<BenchRow>> RunIdleAsync(BenchArguments arguments)
    {
        var contenders = Contenders(Idle);
        return Task.FromResult(Alternating.Run(contenders, 1, arguments.Runs ?? 1));
    }

    private static (string, Func<string, int, BenchRow>)[] Contenders(Func<string, ILogger?, int, BenchRow> run) =>
        [
            ("sleeping-loop", (_, n) => run("sleeping-loop", null, n)),
            ("actorlog", (path, n) => Through("actorlog", path, n, Loggers.ActorLog, run)),
            ("nlog", (path, n) => Through("nlog", path, n, Loggers.NLog, run)),
            ("serilog", (path, n) => Through("serilog", path, n, Loggers.Serilog, run)),
        ];

    private static BenchRow Through(
        string name,
        string path,
        int events,
        Func<string, BenchLogger> create,
        Func<string, ILogger?, int, BenchRow> run
    )
    {
        var logger = create(path);
        logger.Logger.LogInformation("user {UserId} did {Action} in {Elapsed} ms", 0, "checkout", 12.5);
        Thread.Sleep(100);
        var row = run(name, logger.Logger, events);
        logger.Dispose();
        return row;
    }

    private static BenchRow Sparse(string name, ILogger? logger, int events)
    {
        var measurement = new Measurement(events, events);
        var switches = ContextSwitches();
        for (var i = 0; i < events; i++)
        {
            Thread.Sleep(1);
            var start = Stopwatch.GetTimestamp();
            logger?.LogInformation("user {UserId} did {Action} in {Elapsed} ms", i, "checkout", 12.5);
            measurement.Record(start);
        }

        return measurement.End(name, note: Note(switches, events, "an event"));
    }

    private static BenchRow Idle(string name, ILogger? logger, int events)
    {
        // The runtime compiles what has run so far.
        Thread.Sleep(TimeSpan.FromSeconds(1));
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var switches = ContextSwitches();
        Thread.Sleep(Quiet);
        process.Refresh();
        var part = (process.TotalProcessorTime - cpu) / Quiet;
        var note = Note(switches, Quiet.TotalSeconds, "a second");
        return new BenchRow(name)
        {
            Note = string.Create(CultureInfo.InvariantCulture, $"{part:0.000 %} of a core, {note}"),
        };
    }

    private static string Note(Dictionary<string, long> before, double per, string unit)
    {
        var switches = ContextSwitches().Sum(thread => thread.Value - before.GetValueOrDefault(thread.Key));
        return string.Create(CultureInfo.InvariantCulture, $"{switches / per:0.0} context switches {unit}");
    }

    /// <summary>The voluntary context switches by thread: how often it went to sleep. Empty where it is not known.</summary>
    private static Dictionary<string, long> ContextSwitches()
    {
        const string Field = "voluntary_ctxt_switches:";
        var switches = new Dictionary<string, long>();
        foreach (var task in OperatingSystem.IsLinux() ? Directory.GetDirectories("/proc/self/task") : [])
        {
            try
            {
                var line = File.ReadLines(Path.Combine(task, "status"))
                    .First(line => line.StartsWith(Field, StringComparison.Ordinal));
                switches[task] = long.Parse(line.AsSpan(Field.Length), CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // The thread has ended meanwhile.
            }
        }

        return switches;
    }
}
