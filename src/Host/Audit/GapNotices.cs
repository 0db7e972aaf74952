using System;
using System.Collections.Generic;

namespace ActorLog.Host.Audit;

/// <summary>The gap notices of a session: tells which missing numbers they explain.</summary>
internal sealed class GapNotices
{
    private readonly List<GapNotice> _open = [];
    private readonly HashSet<GapNotice> _unnumbered = [];

    /// <summary>How many notices.</summary>
    public long Count { get; private set; }

    /// <summary>How many dropped events they tell of.</summary>
    public long Dropped { get; private set; }

    /// <summary>The highest number that they tell of: so far numbers were given for certain.</summary>
    public long Last { get; private set; }

    /// <summary>Takes a notice that has a number of its own.</summary>
    public void Add(GapNotice notice)
    {
        Count++;
        Dropped += notice.Count;
        Last = Math.Max(Last, notice.Last);
        _open.Add(notice);
    }

    /// <summary>
    /// Takes a notice without a number, which a sink's own queue has made. Two that are the same are one that was delivered
    /// again: a sink drops an event once, so no two notices of it begin with the same.
    /// </summary>
    public void AddUnnumbered(GapNotice notice)
    {
        if (_unnumbered.Add(notice))
        {
            Add(notice);
        }
    }

    /// <summary>Explains as many missing numbers as the notices can. What a notice has explained counts no more for it.</summary>
    /// <param name="missing">In ascending order, and above what was asked for before.</param>
    /// <remarks>
    /// Going upwards and using, of the notices that fit, the one that ends first is what explains most: any other could still
    /// serve a higher number that this one cannot.
    /// </remarks>
    public IEnumerable<MissingRange> Explain(IEnumerable<SequenceRange> missing)
    {
        _open.Sort((a, b) => a.First.CompareTo(b.First));
        var fitting = new PriorityQueue<int, long>();
        var next = 0;
        foreach (var range in missing)
        {
            var number = range.First;
            while (number <= range.Last)
            {
                for (; next < _open.Count && _open[next].First <= number; next++)
                {
                    fitting.Enqueue(next, _open[next].Last);
                }

                var end = next < _open.Count ? Math.Min(range.Last, _open[next].First - 1) : range.Last;
                var isTold = TryUse(fitting, number, ref end);
                yield return new MissingRange(new SequenceRange(number, end), isTold);
                number = end + 1;
            }
        }
    }

    /// <summary>Forgets the notices that nothing is left to explain for.</summary>
    /// <param name="settled">Up to here all missing numbers were asked for.</param>
    public void Forget(long settled) => _open.RemoveAll(notice => notice.Count == 0 || notice.Last <= settled);

    private bool TryUse(PriorityQueue<int, long> fitting, long number, ref long end)
    {
        while (fitting.TryPeek(out var index, out var last))
        {
            var notice = _open[index];
            if (last < number || notice.Count == 0)
            {
                fitting.Dequeue();
                continue;
            }

            end = Math.Min(end, Math.Min(last, number + notice.Count - 1));
            _open[index] = notice with { Count = notice.Count - (end - number + 1) };
            return true;
        }

        return false;
    }
}
