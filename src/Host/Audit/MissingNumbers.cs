using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace ActorLog.Host.Audit;

/// <summary>The numbers of a session that have not come yet, as ranges in ascending order.</summary>
/// <remarks>
/// A number that is in none of them and not above the highest has come already, so nothing has to be kept of the numbers that
/// came. Late numbers are mostly late by little, near the end of the list, where taking one out moves little.
/// </remarks>
internal sealed class MissingNumbers
{
    private readonly List<SequenceRange> _ranges = [];

    /// <summary>How many ranges.</summary>
    public int Count => _ranges.Count;

    /// <summary>Adds numbers above all others.</summary>
    public void Append(SequenceRange range) => _ranges.Add(range);

    /// <summary>Takes a number out that has come after all.</summary>
    /// <returns>Whether it was missing.</returns>
    public bool Remove(long number)
    {
        var index = IndexOf(number);
        if (index < 0)
        {
            return false;
        }

        var range = _ranges[index];
        if (range.Count == 1)
        {
            _ranges.RemoveAt(index);
        }
        else if (number == range.First)
        {
            _ranges[index] = range with { First = number + 1 };
        }
        else
        {
            _ranges[index] = range with { Last = number - 1 };
            if (number < range.Last)
            {
                _ranges.Insert(index + 1, range with { First = number + 1 });
            }
        }

        return true;
    }

    /// <summary>Takes the lowest ranges out.</summary>
    public IReadOnlyList<SequenceRange> TakeLowest(int count)
    {
        var taken = _ranges.GetRange(0, count);
        _ranges.RemoveRange(0, count);
        return taken;
    }

    private int IndexOf(long number)
    {
        var ranges = CollectionsMarshal.AsSpan(_ranges);
        var (low, high) = (0, ranges.Length - 1);
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            if (number < ranges[middle].First)
            {
                high = middle - 1;
            }
            else if (number > ranges[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return middle;
            }
        }

        return -1;
    }
}
