using System;
using System.Buffers;
using System.Collections.Generic;
using ActorLog.Events;
using ActorLog.Sinks;

namespace ActorLog.Runtime.Delivery;

/// <summary>What waits at one sink: parts of batches that come first, then the queue with its limits and its gaps. Pure.</summary>
internal sealed class DeliveryQueue(DeliveryOptions options)
{
    // How many events ahead their memory is asked for.
    private const int Ahead = 6;

    private readonly QueueLimits _limits = new(options.Queue);
    private readonly EventRing<LogEvent> _ring = new();
    private readonly Stack<DeliveryPart> _first = new();
    private readonly GapNotice _gap = new();
    private TimeSpan _nextGap = TimeSpan.MinValue;
    private TimeSpan _ripe = TimeSpan.MaxValue;

    /// <summary>Events that wait, without the batch in flight.</summary>
    public int Count
    {
        get
        {
            var count = _ring.Count;
            foreach (var part in _first)
            {
                count += part.Count;
            }

            return count;
        }
    }

    /// <summary>The memory that the queue holds.</summary>
    public long Bytes => _ring.Bytes;

    public bool IsEmpty => _ring.Count == 0 && _first.Count == 0;

    /// <summary>A mark behind everything that waits now.</summary>
    public long Mark => _ring.End;

    public bool HasPassed(long mark) => _first.Count == 0 && _ring.HasPassed(mark);

    /// <summary>When the queue has something to do by itself: a lingering batch, or a gap to tell of.</summary>
    public TimeSpan NextWake =>
        _first.Count > 0 ? TimeSpan.MinValue
        : _ring.Count > 0 ? _ripe
        : _gap.Count > 0 ? _nextGap
        : TimeSpan.MaxValue;

    /// <summary>Takes events in, or decides which events are dropped for them.</summary>
    public void Offer(ReadOnlySpan<LogEvent> events, long bytes, TimeSpan now, bool stopped, DeliveryOutput output)
    {
        if (_ring.Count == 0)
        {
            _ripe = now + options.Batch.Linger;
        }

        if (_limits.HasRoomForAll(_ring.Count, _ring.Bytes, events.Length, bytes))
        {
            // Nearly always: they are moved as a block.
            _ring.Enqueue(events, bytes);
            return;
        }

        foreach (var logEvent in events)
        {
            Offer(logEvent, stopped, output);
        }
    }

    private void Offer(LogEvent logEvent, bool stopped, DeliveryOutput output)
    {
        if (HasRoomFor(logEvent))
        {
            _ring.Enqueue(logEvent, logEvent.HeldBytes);
            return;
        }

        switch (options.Queue.WhenFull)
        {
            case WhenFull.DropOldest when !stopped:
                MakeRoomFor(logEvent, output);
                break;
            case WhenFull.Wait when !stopped && !logEvent.IsOverdue && _ring.Count < MostWithSlack:
                _ring.Enqueue(logEvent, logEvent.HeldBytes);
                break;
            default:
                Drop(logEvent, stopped ? DropReason.Stopped : DropReason.QueueFull, output);
                break;
        }
    }

    /// <summary>Puts a part in front of all that waits.</summary>
    public void PutFirst(DeliveryPart part) => _first.Push(part);

    /// <summary>Cuts the next part, if it is time for one.</summary>
    /// <param name="now">The time.</param>
    /// <param name="hurry">Whether lingering and gap intervals are over because somebody waits for the end.</param>
    /// <param name="most">The most events that it may have.</param>
    public DeliveryPart? Cut(TimeSpan now, bool hurry, int most = int.MaxValue)
    {
        if (_first.TryPop(out var part))
        {
            return part;
        }

        var gap = _gap.Count > 0 && (hurry || now >= _nextGap);
        if (_ring.Count == 0 ? !gap : !(hurry || IsRipe(now)))
        {
            return null;
        }

        var limit = Math.Min(Math.Min(options.Batch.MaxEvents, most), _ring.Count) + (gap ? 1 : 0);
        var events = ArrayPool<LogEvent>.Shared.Rent(limit);
        var count = 0;
        long bytes = 0;
        if (gap)
        {
            events[count++] = _gap.Take();
            bytes = events[0].HeldBytes;
            _nextGap = now + options.GapInterval;
        }

        while (count < limit && _ring.TryPeek(out var next))
        {
            if (count > 0 && bytes + next.HeldBytes > options.Batch.MaxBytes)
            {
                break;
            }

            _ring.TryDequeue(out _);
            _ring.Prefetch(Ahead);
            events[count++] = next;
            bytes += next.HeldBytes;
        }

        _ripe = now + options.Batch.Linger;
        return new DeliveryPart(events, 0, count, bytes) { ArrayIsPooled = true };
    }

    /// <summary>Drops all that waits.</summary>
    /// <returns>How many events that were.</returns>
    public int DropAll(DropReason reason, DeliveryOutput output)
    {
        var dropped = 0;
        while (_first.TryPop(out var part))
        {
            output.Dropped(part, reason);
            dropped += part.Count;
        }

        while (_ring.TryDequeue(out var logEvent))
        {
            Drop(logEvent, reason, output);
            dropped++;
        }

        return dropped;
    }

    private int MostWithSlack => options.Queue.MaxEvents + options.WaitSlack;

    private bool IsRipe(TimeSpan now) =>
        now >= _ripe || _ring.Count >= options.Batch.MaxEvents || _ring.Bytes >= options.Batch.MaxBytes;

    private bool HasRoomFor(LogEvent logEvent) =>
        _limits.HasRoom(_ring.Count, _ring.Bytes, logEvent.Level, logEvent.HeldBytes);

    private void MakeRoomFor(LogEvent logEvent, DeliveryOutput output)
    {
        while (!HasRoomFor(logEvent))
        {
            if (!_ring.TryEvictFor(logEvent.Level, out var victim))
            {
                Drop(logEvent, DropReason.QueueFull, output);
                return;
            }

            Drop(victim, DropReason.QueueFull, output);
        }

        _ring.Enqueue(logEvent, logEvent.HeldBytes);
    }

    private void Drop(LogEvent logEvent, DropReason reason, DeliveryOutput output)
    {
        _gap.Add(logEvent, reason);
        output.Dropped(logEvent, reason);
    }
}
