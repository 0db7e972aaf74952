using System.Collections.Generic;
using System.Threading;
using Microsoft.Extensions.Logging;

namespace ActorLog.Runtime;

/// <summary>Counts of dropped events by reason and level. Any thread adds, any thread reads.</summary>
public sealed class DropCounts
{
    private const int Levels = (int)LogLevel.None + 1;

    private readonly long[] _counts = new long[DropReasons.Count * Levels];

    /// <summary>All drops.</summary>
    public long Total
    {
        get
        {
            long total = 0;
            for (var i = 0; i < _counts.Length; i++)
            {
                total += Interlocked.Read(ref _counts[i]);
            }

            return total;
        }
    }

    /// <summary>The drops of one reason and level.</summary>
    public long this[DropReason reason, LogLevel level] => Interlocked.Read(ref _counts[Index(reason, level)]);

    /// <summary>The counts that are not zero.</summary>
    public IEnumerable<(DropReason Reason, LogLevel Level, long Count)> NonZero()
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            if (Interlocked.Read(ref _counts[i]) is > 0 and var count)
            {
                yield return ((DropReason)(i / Levels), (LogLevel)(i % Levels), count);
            }
        }
    }

    internal void Add(DropReason reason, LogLevel level, long count = 1) =>
        Interlocked.Add(ref _counts[Index(reason, level)], count);

    private static int Index(DropReason reason, LogLevel level) =>
        ((int)reason * Levels) + (int)(level > LogLevel.None ? LogLevel.Critical : level);
}
