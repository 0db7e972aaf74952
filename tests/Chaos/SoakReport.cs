using System;
using System.Collections.Generic;
using System.Linq;

namespace ActorLog.Chaos;

/// <summary>What a soak has shown.</summary>
/// <param name="Samples">What the host held, from the beginning to the end.</param>
/// <param name="Acknowledged">Events that were acknowledged.</param>
/// <param name="Heard">Different events that the destination heard.</param>
/// <param name="Repeats">Events that it heard again.</param>
/// <param name="Ledger">The account that the host printed at its end.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Problems">What is wrong; empty when nothing is.</param>
public sealed record SoakReport(
    IReadOnlyList<HostSample> Samples,
    long Acknowledged,
    long Heard,
    long Repeats,
    string Ledger,
    TimeSpan Elapsed,
    IReadOnlyList<string> Problems
)
{
    /// <summary>The report, for people: medians of each fifth of the time.</summary>
    public override string ToString()
    {
        var lines = new List<string>
        {
            FormattableString.Invariant(
                $"{Elapsed.TotalMinutes:0.0} min, {Acknowledged} events acknowledged, {Heard} heard, {Repeats} heard again"
            ),
            "minutes      memory   handles  threads   (median, and the most)",
        };
        foreach (var part in Samples.Chunk(Math.Max(1, (Samples.Count + 4) / 5)))
        {
            lines.Add(
                FormattableString.Invariant(
                    $"{part[0].Seconds / 60, 4:0.0}-{part[^1].Seconds / 60, 4:0.0}  {Of(part, s => s.ResidentKiB / 1024)} MiB  {Of(part, s => s.Handles)}  {Of(part, s => s.Threads)}"
                )
            );
        }

        lines.Add(Ledger);
        lines.Add(Problems.Count == 0 ? "ok" : "WRONG\n  " + string.Join("\n  ", Problems));
        return string.Join('\n', lines);
    }

    /// <summary>The median of the samples of a part.</summary>
    public static long Median(IEnumerable<HostSample> part, Func<HostSample, long> read)
    {
        var sorted = part.Select(read).Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static string Of(HostSample[] part, Func<HostSample, long> read) =>
        $"{Median(part, read)}/{part.Max(read)}";
}
