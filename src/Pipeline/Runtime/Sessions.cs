using System;
using System.Globalization;
using System.Threading;

namespace ActorLog.Runtime;

/// <summary>Names for runs of pipelines: one for the process, and a number behind it from the second pipeline on.</summary>
internal static class Sessions
{
    private static readonly string Process = Guid.NewGuid().ToString("N")[..12];
    private static int _pipelines;

    public static string Next(TimeProvider clock)
    {
        var number = Interlocked.Increment(ref _pipelines);
        var day = clock.GetUtcNow().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        return number == 1
            ? $"{day}-{Process}"
            : string.Create(CultureInfo.InvariantCulture, $"{day}-{Process}-{number}");
    }
}
