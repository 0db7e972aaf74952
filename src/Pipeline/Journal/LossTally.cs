using System;
using System.Collections.Generic;
using System.Linq;

namespace ActorLog.Journal;

/// <summary>Counts missing frames, for each cursor that was to get them.</summary>
/// <param name="cursors">Where the cursors stand.</param>
internal sealed class LossTally(IEnumerable<long> cursors)
{
    private readonly long[] _cursors = [.. cursors];
    private readonly long[] _lost = new long[cursors.Count()];

    /// <summary>The lowest position that a cursor needs; null when there is none.</summary>
    public long? Lowest => _cursors.Length == 0 ? null : _cursors.Min();

    /// <summary>All that are missing for any cursor.</summary>
    public long Total => _lost.DefaultIfEmpty().Max();

    /// <summary>Those that are missing for one.</summary>
    public long this[int cursor] => _lost[cursor];

    /// <summary>The frames from one position up to another are missing.</summary>
    public void Add(long from, long to)
    {
        for (var i = 0; i < _cursors.Length; i++)
        {
            _lost[i] += Math.Max(0, to - Math.Max(from, _cursors[i]));
        }
    }
}
