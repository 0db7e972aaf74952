using System;
using System.Collections.Generic;
using System.Linq;

namespace ActorLog.Chaos;

/// <summary>What counts as flat: the medians of the last fifth of the time against those of the second.</summary>
internal static class SoakLimits
{
    // The first fifth is for compiling and for pools to fill; a run of a few samples says nothing.
    private const int FewestSamples = 25;

    public static void Check(IReadOnlyList<HostSample> samples, List<string> problems)
    {
        if (samples.Count < FewestSamples)
        {
            return;
        }

        var parts = samples.Chunk((samples.Count + 4) / 5).ToArray();
        Check("memory in KiB", parts, s => s.ResidentKiB, growth: 0.25, least: 32 * 1024, problems);
        Check("handles", parts, s => s.Handles, growth: 0.1, least: 10, problems);
        Check("threads", parts, s => s.Threads, growth: 0.25, least: 6, problems);
    }

    private static void Check(
        string what,
        HostSample[][] parts,
        Func<HostSample, long> read,
        double growth,
        long least,
        List<string> problems
    )
    {
        var (early, late) = (SoakReport.Median(parts[1], read), SoakReport.Median(parts[^1], read));
        if (late > early * (1 + growth) && late > early + least)
        {
            problems.Add($"{what} grow: {early} early, {late} late");
        }
    }
}
