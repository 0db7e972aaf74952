using System;
using System.Collections.Generic;

namespace ActorLog.Chaos;

/// <summary>What is known of the events of one session. Not thread-safe.</summary>
internal sealed class SessionAccount
{
    private readonly List<long> _names = [];

    /// <summary>The highest number that was sent.</summary>
    public long Issued { get; set; }

    /// <summary>The number up to which events were acknowledged.</summary>
    public long Acknowledged { get; set; }

    /// <summary>The highest number that was heard.</summary>
    public long Highest { get; private set; }

    /// <summary>Under which name a number was heard, or 0.</summary>
    public long NameOf(long number) => number <= _names.Count ? _names[(int)number - 1] : 0;

    /// <summary>Notes a number that was not heard before; false when a higher one was.</summary>
    public bool Hear(long number, long name)
    {
        while (_names.Count < number)
        {
            _names.Add(0);
        }

        _names[(int)number - 1] = name;
        var isInOrder = number > Highest;
        Highest = Math.Max(Highest, number);
        return isInOrder;
    }

    /// <summary>How many acknowledged numbers were not heard; counts no further than <paramref name="most"/>.</summary>
    public int Missing(int most)
    {
        var missing = 0;
        foreach (var _ in AllMissing())
        {
            if (++missing == most)
            {
                break;
            }
        }

        return missing;
    }

    /// <summary>The acknowledged numbers that were not heard.</summary>
    public IEnumerable<long> AllMissing()
    {
        // From the end: while a run goes on, that is where they are missing.
        for (var number = Acknowledged; number > 0; number--)
        {
            if (NameOf(number) == 0)
            {
                yield return number;
            }
        }
    }
}
