using System;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ActorLog.Bench;

/// <summary>The median time of some runs, and the bytes that one run allocates.</summary>
internal sealed record ParseTiming(double Microseconds, long Bytes)
{
    public static ParseTiming Take(int runs, Func<object?> action)
    {
        for (var i = 0; i < Math.Max(3, runs / 4); i++)
        {
            action();
        }

        GC.Collect();
        var times = new double[runs];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / runs;
        Array.Sort(times);
        return new ParseTiming(times[runs / 2], bytes);
    }

    public JsonObject ToJson() => new() { ["microseconds"] = Math.Round(Microseconds, 1), ["bytes"] = Bytes };
}
