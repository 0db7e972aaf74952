using System;
using System.Collections.Generic;
using System.Linq;

namespace ActorLog.Journal;

/// <summary>A set of positions as ranges: those that come one behind the other take no room. Not thread-safe.</summary>
internal sealed class PositionSet
{
    // By the first position; ranges neither overlap nor touch.
    private readonly SortedList<long, long> _ends = [];

    /// <summary>The ranges, in order: the first position and how many.</summary>
    public IEnumerable<(long First, long Count)> Ranges => _ends.Select(range => (range.Key, range.Value - range.Key));

    /// <summary>How many positions there are.</summary>
    public long Count => _ends.Sum(range => range.Value - range.Key);

    /// <summary>Whether a position is in it.</summary>
    public bool Contains(long position)
    {
        var index = LastNotBehind(position);
        return index >= 0 && position < _ends.Values[index];
    }

    /// <summary>Adds a range.</summary>
    public void Add(long first, long count)
    {
        if (count <= 0)
        {
            return;
        }

        var end = first + count;
        var index = LastNotBehind(first);
        if (index >= 0 && _ends.Values[index] >= first)
        {
            first = _ends.Keys[index];
        }
        else
        {
            index++;
        }

        while (index < _ends.Count && _ends.Keys[index] <= end)
        {
            end = Math.Max(end, _ends.Values[index]);
            _ends.RemoveAt(index);
        }

        _ends.Add(first, end);
    }

    /// <summary>Takes everything before a position out.</summary>
    public void RemoveBefore(long position)
    {
        while (_ends.Count > 0 && _ends.Keys[0] < position)
        {
            var end = _ends.Values[0];
            _ends.RemoveAt(0);
            Add(position, end - position);
        }
    }

    /// <summary>The last range that does not begin behind the position; -1 for none.</summary>
    private int LastNotBehind(long position)
    {
        var (low, high) = (0, _ends.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _ends.Keys[middle] <= position ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}
