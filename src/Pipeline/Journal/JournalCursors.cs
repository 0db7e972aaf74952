using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;

namespace ActorLog.Journal;

/// <summary>How far each sink has come. Any thread.</summary>
internal sealed class JournalCursors
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _positions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _absent = new(StringComparer.Ordinal);

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _positions.OrderBy(cursor => cursor.Key, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>The position that no cursor has passed; null when there is no cursor.</summary>
    public long? Lowest
    {
        get
        {
            lock (_gate)
            {
                return _positions.Count == 0 ? null : _positions.Values.Min();
            }
        }
    }

    /// <summary>Refuses names that the state cannot hold.</summary>
    public static void Check(IReadOnlyCollection<string> names)
    {
        if (names.Count > JournalState.MaxCursors)
        {
            throw new ArgumentException($"a journal has at most {JournalState.MaxCursors} cursors", nameof(names));
        }

        if (
            names.FirstOrDefault(name => Encoding.UTF8.GetByteCount(name) is 0 or > JournalState.MaxName) is
            { } unusable
        )
        {
            throw new ArgumentException(
                $"'{unusable}' is no name for a cursor: it needs 1 to {JournalState.MaxName} bytes of UTF-8",
                nameof(names)
            );
        }
    }

    /// <summary>Adds a cursor, or puts it somewhere else.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="position">Where it stands.</param>
    /// <param name="isAbsent">Whether it is in the state, but nobody uses it.</param>
    public void Set(string name, long position, bool isAbsent = false)
    {
        lock (_gate)
        {
            _positions[name] = position;
            if (isAbsent)
            {
                _absent.Add(name);
            }
        }
    }

    /// <summary>Where a cursor stands.</summary>
    public long this[string name]
    {
        get
        {
            lock (_gate)
            {
                return _positions.TryGetValue(name, out var position) ? position : throw Unknown(name);
            }
        }
    }

    /// <summary>Moves a cursor forward; a position behind it does nothing.</summary>
    public void Move(string name, long position)
    {
        lock (_gate)
        {
            if (!_positions.TryGetValue(name, out var now))
            {
                throw Unknown(name);
            }

            _positions[name] = Math.Max(now, position);
        }
    }

    /// <summary>Takes a cursor out: nothing is kept for it any more.</summary>
    public void Remove(string name)
    {
        lock (_gate)
        {
            _positions.Remove(name);
            _absent.Remove(name);
        }
    }

    /// <summary>Gives up the cursors before a position that nobody uses, unless a cursor that is used stands there too.</summary>
    /// <returns>Those that were given up.</returns>
    public IReadOnlyList<KeyValuePair<string, long>> GiveUpAbsent(long before)
    {
        lock (_gate)
        {
            var holding = _positions.Where(cursor => cursor.Value < before).ToArray();
            if (holding.Any(cursor => !_absent.Contains(cursor.Key)))
            {
                return [];
            }

            foreach (var cursor in holding)
            {
                _positions.Remove(cursor.Key);
                _absent.Remove(cursor.Key);
            }

            return holding;
        }
    }

    private static ArgumentException Unknown(string name) => new($"the journal has no cursor '{name}'", nameof(name));
}
