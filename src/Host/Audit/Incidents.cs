using System.Collections.Generic;

namespace ActorLog.Host.Audit;

/// <summary>Counts what happened to numbers, and keeps the first few. Numbers that follow each other are one incident.</summary>
internal sealed class Incidents
{
    /// <summary>How many are kept.</summary>
    public const int Kept = 10;

    private readonly List<Incident> _first = [];
    private bool _isFull;

    /// <summary>How many numbers.</summary>
    public long Count { get; private set; }

    /// <summary>The first few.</summary>
    public IReadOnlyList<Incident> First => _first;

    /// <summary>How many numbers the kept incidents leave out.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Counts one.</summary>
    /// <param name="number">The number.</param>
    /// <param name="after">The highest number before it.</param>
    /// <param name="place">Where it is.</param>
    public void Add(long number, long after, Place place)
    {
        Count++;
        if (!_isFull && _first is [.., var last] && last.Numbers.Last + 1 == number)
        {
            _first[^1] = last with { Numbers = last.Numbers with { Last = number } };
        }
        else if (_first.Count < Kept)
        {
            _first.Add(new Incident(new SequenceRange(number, number), after, place));
        }
        else
        {
            _isFull = true;
            LeftOut++;
        }
    }
}

/// <summary>Something that happened to numbers.</summary>
/// <param name="Numbers">The numbers.</param>
/// <param name="After">The highest number before the first of them.</param>
/// <param name="Place">Where the first of them is.</param>
internal readonly record struct Incident(SequenceRange Numbers, long After, Place Place);
