using System;
using System.Collections.Generic;
using System.Linq;
using ActorLog.Host.Audit;

namespace ActorLog.Host.Tests.Audit;

/// <summary>The audit of a session as anybody would write it who has all the memory there is.</summary>
internal sealed class NaiveAudit
{
    private readonly HashSet<long> _seen = [];
    private readonly List<GapNotice> _notices = [];
    private readonly HashSet<GapNotice> _unnumbered = [];

    public long Repeats { get; private set; }

    public long Disorder { get; private set; }

    public long Events => _seen.Count;

    public long Dropped => _notices.Sum(notice => notice.Count);

    private long Highest => _seen.DefaultIfEmpty(0).Max();

    public void Add(long number)
    {
        var highest = Highest;
        if (!_seen.Add(number))
        {
            Repeats++;
        }
        else if (number < highest)
        {
            Disorder++;
        }
    }

    public void Add(GapNotice notice, long number)
    {
        var isNew = number == 0 ? _unnumbered.Add(notice) : !_seen.Contains(number);
        if (number > 0)
        {
            Add(number);
        }

        if (isNew)
        {
            _notices.Add(notice);
        }
    }

    /// <summary>The missing numbers, in ascending order.</summary>
    public long[] Missing(bool isPartial)
    {
        var last = Math.Max(Highest, _notices.Select(notice => notice.Last).DefaultIfEmpty(0).Max());
        var first =
            !isPartial ? 1
            : _seen.Count == 0 ? last + 1
            : _seen.Min();
        return [.. Enumerable.Range(1, (int)last).Select(n => (long)n).Where(n => n >= first && !_seen.Contains(n))];
    }

    /// <summary>How many missing numbers the notices can explain at the most: the largest matching of numbers and drops.</summary>
    public int Told(IReadOnlyList<long> missing)
    {
        var drops = _notices
            .SelectMany(notice => Enumerable.Repeat(notice, (int)Math.Min(notice.Count, missing.Count)))
            .ToArray();
        var owner = Enumerable.Repeat(-1, drops.Length).ToArray();
        return Enumerable.Range(0, missing.Count).Count(i => TryMatch(i, missing, drops, owner, []));
    }

    private static bool TryMatch(
        int i,
        IReadOnlyList<long> missing,
        GapNotice[] drops,
        int[] owner,
        HashSet<int> visited
    )
    {
        for (var drop = 0; drop < drops.Length; drop++)
        {
            if (drops[drop].First <= missing[i] && missing[i] <= drops[drop].Last && visited.Add(drop))
            {
                if (owner[drop] < 0 || TryMatch(owner[drop], missing, drops, owner, visited))
                {
                    owner[drop] = i;
                    return true;
                }
            }
        }

        return false;
    }
}
