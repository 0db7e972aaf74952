using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace ActorLog.Bench;

/// <summary>Runs contenders in turns, so that what else happens on the machine meets all of them, and takes medians.</summary>
internal static class Alternating
{
    // The runtime counts calls for a while before it compiles for good what a run calls a thousand times.
    private const int WarmUps = 2;

    /// <param name="contenders">By name: what is run, with the path of a file of its own and the number of events.</param>
    /// <param name="events">Events a run.</param>
    /// <param name="runs">How many runs count.</param>
    public static IReadOnlyList<BenchRow> Run(
        IReadOnlyList<(string Name, Func<string, int, BenchRow> Run)> contenders,
        int events,
        int runs
    )
    {
        var rows = contenders.ToDictionary(contender => contender.Name, _ => new List<BenchRow>());
        var folder = Directory.CreateTempSubdirectory("actorlog-bench-");
        for (var run = -WarmUps; run < runs; run++)
        {
            foreach (var (name, execute) in contenders)
            {
                var path = Path.Combine(folder.FullName, $"{name}.log");
                var row = execute(path, events);
                File.Delete(path);
                if (run >= 0)
                {
                    rows[name].Add(row with { Name = name });
                }
            }
        }

        folder.Delete(recursive: true);
        return [.. contenders.Select(contender => BenchRow.MedianOf(rows[contender.Name]))];
    }

    /// <param name="contenders">By name: what is run, with whether it is the warm-up.</param>
    /// <param name="runs">How many runs count.</param>
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(
        IReadOnlyList<(string Name, Func<bool, Task<BenchRow>> Run)> contenders,
        int runs
    )
    {
        var rows = contenders.ToDictionary(contender => contender.Name, _ => new List<BenchRow>());
        for (var run = -1; run < runs; run++)
        {
            // To and fro: what one leaves behind must not always meet the same other.
            foreach (var (name, execute) in run % 2 == 0 ? contenders : contenders.Reverse())
            {
                var row = await execute(run < 0);
                if (run >= 0)
                {
                    rows[name].Add(row with { Name = name });
                }
            }
        }

        return [.. contenders.Select(contender => BenchRow.MedianOf(rows[contender.Name]))];
    }
}
