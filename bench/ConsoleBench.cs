using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Bench;

/// <summary>The console into a pipe, in a process of its own for each run: ours and the built-in provider.</summary>
internal static class ConsoleBench
{
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(BenchArguments arguments)
    {
        string[] contenders = ["actorlog", "console-provider"];
        var rows = contenders.ToDictionary(name => name, _ => new List<BenchRow>());
        var events = (arguments.Events ?? 2_000_000).ToString(CultureInfo.InvariantCulture);
        for (var run = 0; run < (arguments.Runs ?? 5); run++)
        {
            foreach (var name in contenders)
            {
                rows[name].Add((await ChildProcess.RunAsync("console-child", name, events)).Row);
            }
        }

        return [.. contenders.Select(name => BenchRow.MedianOf(rows[name]))];
    }

    public static Task<int> ChildAsync(string[] arguments)
    {
        var events = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        Write(arguments[0], events / 4);
        ChildProcess.Tell(Write(arguments[0], events));
        return Task.FromResult(0);
    }

    private static BenchRow Write(string name, int events)
    {
        var waits = new QueueOptions { WhenFull = WhenFull.Wait, MaxWait = TimeSpan.FromMinutes(10) };
        using var loggers = LoggerFactory.Create(logging =>
            _ =
                name == "actorlog"
                    ? logging.AddActorLog(p =>
                        p.With(o => o with { Queue = waits }).AddConsole(o => o with { Queue = waits })
                    )
                    : logging.AddSimpleConsole(o => o.SingleLine = true)
        );
        var logger = loggers.CreateLogger("Bench.Category");
        var measurement = new Measurement(events);
        for (var i = 0; i < events; i++)
        {
            logger.LogInformation("user {UserId} did {Action} in {Elapsed} ms", i, "checkout", 12.5);
        }

        loggers.Dispose();
        return measurement.End(name);
    }
}
