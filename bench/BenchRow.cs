using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace ActorLog.Bench;

/// <summary>One contender's figures: medians over the runs. Latencies are those of the caller, the timer included.</summary>
internal sealed record BenchRow(string Name)
{
    private static readonly JsonSerializerOptions Camel = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    };

    public double EventsPerSecond { get; init; }

    public double CpuNsPerEvent { get; init; }

    public double AllocBytesPerEvent { get; init; }

    public double MeanNs { get; init; }

    public double P50Ns { get; init; }

    public double P99Ns { get; init; }

    public double P999Ns { get; init; }

    public double MaxNs { get; init; }

    public long Lost { get; init; }

    public long OutOfOrder { get; init; }

    public long PeakWorkingSet { get; init; }

    public string Note { get; init; } = "";

    /// <summary>The median, figure by figure, of several runs of one contender; losses and disorder add up.</summary>
    public static BenchRow MedianOf(IReadOnlyCollection<BenchRow> runs) =>
        new(runs.First().Name)
        {
            EventsPerSecond = Median(runs, run => run.EventsPerSecond),
            CpuNsPerEvent = Median(runs, run => run.CpuNsPerEvent),
            AllocBytesPerEvent = Median(runs, run => run.AllocBytesPerEvent),
            MeanNs = Median(runs, run => run.MeanNs),
            P50Ns = Median(runs, run => run.P50Ns),
            P99Ns = Median(runs, run => run.P99Ns),
            P999Ns = Median(runs, run => run.P999Ns),
            MaxNs = Median(runs, run => run.MaxNs),
            Lost = runs.Sum(run => run.Lost),
            OutOfOrder = runs.Sum(run => run.OutOfOrder),
            PeakWorkingSet = runs.Max(run => run.PeakWorkingSet),
            Note = runs.First().Note,
        };

    public static void Print(IReadOnlyList<BenchRow> rows, bool json, TextWriter output)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(rows, Camel));
            return;
        }

        output.WriteLine(
            $"{"name", -34} {"events/s", 12} {"cpu ns", 9} {"bytes", 7} {"mean ns", 9} {"p50 ns", 9} {"p99 ns", 9} {"p99.9 ns", 10} {"max ns", 12} {"lost", 6} {"disorder", 8}"
        );
        foreach (var row in rows)
        {
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row.Name, -34} {row.EventsPerSecond, 12:N0} {row.CpuNsPerEvent, 9:N0} {row.AllocBytesPerEvent, 7:N0} {row.MeanNs, 9:N0} {row.P50Ns, 9:N0} {row.P99Ns, 9:N0} {row.P999Ns, 10:N0} {row.MaxNs, 12:N0} {row.Lost, 6} {row.OutOfOrder, 8}  {row.Note}"
                )
            );
        }
    }

    private static double Median(IEnumerable<BenchRow> runs, Func<BenchRow, double> figure)
    {
        var sorted = runs.Select(figure).Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
