using System;
using System.Collections.Generic;
using System.Threading;
using ActorLog.Events;

namespace ActorLog.Runtime.Durability;

/// <summary>How far a sink has settled what the journal holds for it. Thread-safe.</summary>
/// <remarks>
/// Events may be settled in any order (verdicts, split batches, lanes); the cursor stands before the first that is not, so
/// that a start after a crash repeats some and skips none.
/// </remarks>
internal sealed class CursorTracker
{
    private readonly Lock _gate = new();

    // Positions handed to the sink and not settled, in order; and those of them that were settled before their turn.
    private readonly Queue<long> _open = new();
    private readonly HashSet<long> _early = [];
    private long _read;
    private long _floor;

    /// <param name="start">The first position that is not settled.</param>
    public CursorTracker(long start) => _read = start;

    /// <summary>The first position that is not settled.</summary>
    public long Cursor
    {
        get
        {
            lock (_gate)
            {
                return Math.Max(_floor, _open.TryPeek(out var first) ? first : _read);
            }
        }
    }

    /// <summary>Events handed to the sink and not settled.</summary>
    public int Open
    {
        get
        {
            lock (_gate)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>The journal has been read up to a position, and these events of it are the sink's.</summary>
    public void Advance(ReadOnlySpan<LogEvent> events, long read)
    {
        lock (_gate)
        {
            foreach (var logEvent in events)
            {
                if (logEvent.JournalPosition > 0)
                {
                    _open.Enqueue(logEvent.JournalPosition);
                }
            }

            _read = read;
        }
    }

    /// <summary>These events are settled.</summary>
    public void Settle(ReadOnlySpan<LogEvent> events)
    {
        lock (_gate)
        {
            foreach (var logEvent in events)
            {
                if (logEvent.JournalPosition > 0)
                {
                    Settle(logEvent.JournalPosition);
                }
            }
        }
    }

    /// <summary>What is before the position is given up on disk; what of it is in memory goes on.</summary>
    public void GiveUpBefore(long position)
    {
        lock (_gate)
        {
            _floor = Math.Max(_floor, position);
        }
    }

    private void Settle(long position)
    {
        if (!_open.TryPeek(out var first) || first != position)
        {
            _early.Add(position);
            return;
        }

        _open.Dequeue();
        while (_early.Count > 0 && _open.TryPeek(out first) && _early.Remove(first))
        {
            _open.Dequeue();
        }
    }
}
