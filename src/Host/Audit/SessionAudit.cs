using System;
using System.Collections.Generic;

namespace ActorLog.Host.Audit;

/// <summary>Audits the numbers of one session as they come. Pure, and of bounded memory however many numbers there are.</summary>
/// <param name="name">The session.</param>
/// <param name="isPartial">Whether the numbers below the lowest are elsewhere, and not missing.</param>
/// <param name="maxGaps">
/// How many gaps are remembered. With more, the lower half of them is counted for good; a number from down there is then taken
/// for out of order, since nobody knows any more whether it was missing.
/// </param>
internal sealed class SessionAudit(string name, bool isPartial, int maxGaps = SessionAudit.MaxGaps)
{
    /// <summary>A gap takes 16 bytes; a late number moves those above it, so the limit is also one on time.</summary>
    public const int MaxGaps = 65_536;

    private readonly MissingNumbers _missing = new();
    private readonly MissingTotals _totals = new();
    private readonly GapNotices _notices = new();
    private readonly Incidents _repeats = new();
    private readonly Incidents _disorder = new();
    private long _lowest = long.MaxValue;
    private long _highest;
    private long _settled;
    private long _events;

    /// <summary>Takes the next number.</summary>
    /// <returns>False when it has come before.</returns>
    public bool Add(long number, Place place)
    {
        if (number > _highest)
        {
            Advance(number);
        }
        else if (number <= _settled || _missing.Remove(number))
        {
            _disorder.Add(number, _highest, place);
        }
        else
        {
            _repeats.Add(number, _highest, place);
            return false;
        }

        _events++;
        _lowest = Math.Min(_lowest, number);
        return true;
    }

    /// <summary>Takes a gap notice.</summary>
    /// <param name="notice">What it tells.</param>
    /// <param name="number">Its own number, which this counts too; 0 when it has none.</param>
    /// <param name="place">Where it is.</param>
    public void Add(GapNotice notice, long number, Place place)
    {
        if (number == 0)
        {
            _notices.AddUnnumbered(notice);
        }
        else if (Add(number, place))
        {
            _notices.Add(notice);
        }
    }

    /// <summary>Ends the audit. Nothing is added afterwards.</summary>
    public SessionReport Finish()
    {
        // Behind the highest number only a notice can know of more.
        if (_notices.Last > _highest)
        {
            _missing.Append(new SequenceRange(_highest + 1, _notices.Last));
        }

        Settle(_missing.Count);
        return new SessionReport(name, _events, _totals, _repeats, _disorder)
        {
            Numbers = _events > 0 ? new SequenceRange(_lowest, _highest) : null,
            Notices = _notices.Count,
            Dropped = _notices.Dropped,
        };
    }

    private void Advance(long number)
    {
        if (number > _highest + 1)
        {
            _missing.Append(new SequenceRange(_highest + 1, number - 1));
            if (_missing.Count > maxGaps)
            {
                Settle(_missing.Count / 2);
            }
        }

        _highest = number;
    }

    private void Settle(int count)
    {
        if (count == 0)
        {
            return;
        }

        var settled = _missing.TakeLowest(count);
        _settled = settled[^1].Last;
        foreach (var range in _notices.Explain(Counted(settled)))
        {
            _totals.Add(range);
        }

        _notices.Forget(_settled);
    }

    private IEnumerable<SequenceRange> Counted(IReadOnlyList<SequenceRange> ranges)
    {
        foreach (var range in ranges)
        {
            if (!isPartial || range.First > _lowest)
            {
                yield return range;
            }
        }
    }
}
