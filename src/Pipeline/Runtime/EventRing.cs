using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ActorLog.Events;
using Microsoft.Extensions.Logging;

namespace ActorLog.Runtime;

/// <summary>A growing ring of waiting events that can also lose its oldest unimportant event.</summary>
/// <remarks>
/// An evicted event leaves an empty place behind. The place of the next candidate is remembered and only moves forward, so
/// that evictions cost a constant amount in the long run however many Warnings stand before the first Debug. Every empty
/// place is before it: when the ring has become mostly empty places, the Warnings between them are set apart, and their
/// places are free. Not thread-safe.
/// </remarks>
internal sealed class EventRing<T>
    where T : class, IQueuedEvent
{
    private T?[] _items = new T?[16];

    // Warnings that stand before all in the array, with the places that they had there; null while there are none.
    private Queue<(T Event, long Place)>? _spared;

    // Places are numbered without end; the place in the array is the number modulo its length, a power of two.
    private long _head;
    private long _tail;
    private long _candidate;

    /// <summary>How many events wait.</summary>
    public int Count { get; private set; }

    /// <summary>The memory that they hold.</summary>
    public long Bytes { get; private set; }

    /// <summary>The place behind the last event: a mark for <see cref="HasPassed"/>.</summary>
    public long End => _tail;

    /// <summary>Whether every event that stood before <paramref name="mark"/> has been taken.</summary>
    public bool HasPassed(long mark)
    {
        TryPeek(out _);
        return (_spared?.Peek().Place ?? _head) >= mark;
    }

    /// <summary>Adds an event behind all others.</summary>
    /// <param name="logEvent">The event.</param>
    /// <param name="bytes">The memory that it holds, which whoever knows its type reads faster.</param>
    public void Enqueue(T logEvent, int bytes)
    {
        if (_tail - _head == _items.Length)
        {
            MakeRoom();
        }

        PlaceOf(_tail++) = logEvent;
        Count++;
        Bytes += bytes;
    }

    /// <summary>The oldest event, which stays.</summary>
    public bool TryPeek([NotNullWhen(true)] out T? logEvent)
    {
        if (_spared is not null)
        {
            logEvent = _spared.Peek().Event;
            return true;
        }

        while (_head < _tail && At(_head) is null)
        {
            _head++;
        }

        logEvent = _head < _tail ? At(_head) : null;
        return logEvent is not null;
    }

    /// <summary>Takes the oldest event.</summary>
    public bool TryDequeue([NotNullWhen(true)] out T? logEvent)
    {
        if (!TryPeek(out logEvent))
        {
            return false;
        }

        if (_spared is not null)
        {
            DequeueSpared();
        }
        else
        {
            _items[_head++ & (_items.Length - 1)] = null;
        }

        Forget(logEvent);
        return true;
    }

    /// <summary>Adds events behind all others.</summary>
    /// <param name="events">The events.</param>
    /// <param name="bytes">The memory that they hold together.</param>
    public void Enqueue(ReadOnlySpan<T> events, long bytes)
    {
        while (_tail - _head + events.Length > _items.Length)
        {
            MakeRoom();
        }

        var first = Places(_tail, events.Length, out var second);
        events[..first.Length].CopyTo(first!);
        events[first.Length..].CopyTo(second!);
        _tail += events.Length;
        Count += events.Length;
        Bytes += bytes;
    }

    /// <summary>Takes the oldest events, at most as many as fit and as stand before <paramref name="mark"/>.</summary>
    /// <remarks>
    /// Does not look at the events, which may be in another core's cache: their bytes are given back by
    /// <see cref="Uncount"/> when the taker has added them up.
    /// </remarks>
    public int Take(Span<T> into, long mark)
    {
        var taken = 0;
        if (_spared is not null)
        {
            taken = TakeSpared(into, mark);
        }
        else if (Count == _tail - _head)
        {
            // No place is empty, as nearly always: they are moved as blocks.
            taken = (int)Math.Min(into.Length, Math.Min(_tail, mark) - _head);
            var first = Places(_head, taken, out var second);
            first.CopyTo(into!);
            second.CopyTo(into[first.Length..]!);
            first.Clear();
            second.Clear();
            _head += taken;
        }

        while (taken < into.Length && _head < _tail && _head < mark)
        {
            ref var place = ref _items[_head++ & (_items.Length - 1)];
            if (place is not null)
            {
                into[taken++] = place;
                place = null;
            }
        }

        Count -= taken;
        return taken;
    }

    /// <summary>Gives back the bytes of events that were taken.</summary>
    public void Uncount(long bytes) => Bytes -= bytes;

    /// <summary>Asks for the memory of the event that stands so many places behind the oldest.</summary>
    public void Prefetch(int ahead)
    {
        if (At(_head + ahead) is { } logEvent)
        {
            Runtime.Prefetch.Lines(logEvent);
        }
    }

    private int TakeSpared(Span<T> into, long mark)
    {
        var taken = 0;
        while (taken < into.Length && _spared is not null && _spared.Peek().Place < mark)
        {
            into[taken++] = DequeueSpared();
        }

        return taken;
    }

    private T DequeueSpared()
    {
        var logEvent = _spared!.Dequeue().Event;
        _spared = _spared.Count > 0 ? _spared : null;
        return logEvent;
    }

    private bool TryEvict([NotNullWhen(true)] out T? logEvent)
    {
        for (_candidate = Math.Max(_candidate, _head); _candidate < _tail; _candidate++)
        {
            logEvent = At(_candidate);
            if (logEvent is not null && logEvent.Level < LogLevel.Warning)
            {
                _items[_candidate++ & (_items.Length - 1)] = null;
                Forget(logEvent);
                return true;
            }
        }

        logEvent = null;
        return false;
    }

    /// <summary>Takes the event that has to go for a new one of <paramref name="level"/>.</summary>
    /// <remarks>An event below Warning never drives out a Warning; a Warning drives out the oldest of its like at last.</remarks>
    public bool TryEvictFor(LogLevel level, [NotNullWhen(true)] out T? victim) =>
        TryEvict(out victim) || (level >= LogLevel.Warning && TryDequeue(out victim));

    /// <summary>Where a run of places is in the array: it may begin at its end and go on at its beginning.</summary>
    private Span<T?> Places(long from, int count, out Span<T?> rest)
    {
        var start = (int)(from & (_items.Length - 1));
        var first = _items.AsSpan(start, Math.Min(count, _items.Length - start));
        rest = _items.AsSpan(0, count - first.Length);
        return first;
    }

    // By reference, for an array asks of what is put into it whether it may be there.
    private ref T? PlaceOf(long place) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_items), (nint)(place & (_items.Length - 1)));

    private T? At(long place) => _items[place & (_items.Length - 1)];

    private void Forget(T logEvent)
    {
        Count--;
        Bytes -= logEvent.HeldBytes;
    }

    /// <summary>Frees the empty places if most are, else gets more.</summary>
    private void MakeRoom()
    {
        if (Count - (_spared?.Count ?? 0) <= _items.Length / 2 && _candidate > _head)
        {
            SpareBeforeCandidate();
        }
        else
        {
            Grow();
        }
    }

    private void SpareBeforeCandidate()
    {
        for (; _head < _candidate; _head++)
        {
            ref var place = ref _items[_head & (_items.Length - 1)];
            if (place is not null)
            {
                (_spared ??= new Queue<(T, long)>()).Enqueue((place, _head));
                place = null;
            }
        }
    }

    private void Grow()
    {
        var larger = new T?[_items.Length * 2];
        for (var place = _head; place < _tail; place++)
        {
            larger[place & (larger.Length - 1)] = At(place);
        }

        _items = larger;
    }
}
