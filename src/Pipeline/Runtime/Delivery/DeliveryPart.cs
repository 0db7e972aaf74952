using System;
using ActorLog.Events;

namespace ActorLog.Runtime.Delivery;

/// <summary>Events that were cut from the queue to be written together: a batch, or what is left of one.</summary>
internal sealed class DeliveryPart(LogEvent[] events, int offset, int count, long bytes)
{
    /// <summary>A part of events that have not been measured together.</summary>
    public DeliveryPart(LogEvent[] events, int offset, int count)
        : this(events, offset, count, BytesOf(events.AsSpan(offset, count))) { }

    public LogEvent[] Events { get; } = events;

    public int Offset { get; } = offset;

    public int Count { get; } = count;

    public LogEvent this[int index] => Events[Offset + index];

    /// <summary>Whether the array goes back to the array pool when the part is delivered whole.</summary>
    public bool ArrayIsPooled { get; init; }

    /// <summary>
    /// Whether a worker that was given up may still read the events. They are then left to the garbage collector, since a
    /// pooled event would change under its hands.
    /// </summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>The number that the part has on every attempt; 0 until the first.</summary>
    public long Number { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>How often its events were tried before they became a part of their own.</summary>
    public int EarlierAttempts { get; private init; }

    public long HeldBytes { get; } = bytes;

    /// <summary>The events from <paramref name="start"/> on, as a part of their own with a number of its own.</summary>
    public DeliveryPart Slice(int start, int count) =>
        new(Events, Offset + start, count) { IsAbandoned = IsAbandoned, EarlierAttempts = EarlierAttempts + Attempts };

    /// <summary>Other events of the part, as a part of their own.</summary>
    public DeliveryPart WithEvents(LogEvent[] events) =>
        new(events, 0, events.Length) { IsAbandoned = IsAbandoned, EarlierAttempts = EarlierAttempts + Attempts };

    /// <summary>A worker that has the part in hand is given up.</summary>
    public void Abandon() => IsAbandoned = true;

    private static long BytesOf(ReadOnlySpan<LogEvent> events)
    {
        long bytes = 0;
        foreach (var logEvent in events)
        {
            bytes += logEvent.HeldBytes;
        }

        return bytes;
    }
}
