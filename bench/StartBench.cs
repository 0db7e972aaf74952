using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Bench;

/// <summary>How long an app takes from its start to its first line written: with three of our sinks, and with the built-in console.</summary>
internal static class StartBench
{
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(BenchArguments arguments)
    {
        string[] contenders = ["actorlog-3-sinks", "console-provider"];
        var rows = contenders.ToDictionary(name => name, _ => new List<BenchRow>());
        for (var run = 0; run < (arguments.Runs ?? 11); run++)
        {
            foreach (var name in contenders)
            {
                rows[name].Add((await ChildProcess.RunAsync("start-child", name)).Row);
            }
        }

        return [.. contenders.Select(name => BenchRow.MedianOf(rows[name]))];
    }

    public static Task<int> ChildAsync(string[] arguments)
    {
        var path = Path.Combine(Path.GetTempPath(), $"actorlog-start-{Environment.ProcessId}.log");
        using (
            var loggers = LoggerFactory.Create(logging =>
                _ =
                    arguments[0] == "console-provider"
                        ? logging.AddSimpleConsole()
                        : logging.AddActorLog(p => p.AddConsole().AddFile(path).AddHttp("http://127.0.0.1:9/"))
            )
        )
        {
            loggers.CreateLogger("Start").LogInformation("the first line of {Name}", arguments[0]);
            var elapsed = TimeProvider.System.GetUtcNow() - Process.GetCurrentProcess().StartTime.ToUniversalTime();
            ChildProcess.Tell(new BenchRow(arguments[0]) { P50Ns = elapsed.TotalNanoseconds });
        }

        File.Delete(path);
        return Task.FromResult(0);
    }
}
