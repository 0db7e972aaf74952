using System;
using System.Globalization;
using ActorLog.Events;

namespace ActorLog.Sinks;

/// <summary>Events that are delivered together. An attempt that failed is repeated with the same batch and number.</summary>
public sealed class LogBatch
{
    private readonly LogEvent[] _events;
    private readonly int _offset;
    private readonly string _keyPrefix;

    internal LogBatch(LogEvent[] events, int offset, int count, long bytes, long number, int attempt, string keyPrefix)
    {
        _events = events;
        _offset = offset;
        _keyPrefix = keyPrefix;
        Count = count;
        HeldBytes = bytes;
        Number = number;
        Attempt = attempt;
    }

    /// <summary>How many events there are; at least one.</summary>
    public int Count { get; }

    /// <summary>The events, in the order of acceptance.</summary>
    public ReadOnlySpan<LogEvent> Events => _events.AsSpan(_offset, Count);

    /// <summary>The event at <paramref name="index"/>.</summary>
    public LogEvent this[int index] => Events[index];

    /// <summary>The memory that the events hold: an estimate in bytes.</summary>
    public long HeldBytes { get; }

    /// <summary>The number of the batch at its sink: 1, 2, 3; the same on every attempt.</summary>
    public long Number { get; }

    /// <summary>Which attempt this is: 1 for the first.</summary>
    public int Attempt { get; }

    /// <summary>The same text on every attempt and for no other batch, for receivers that drop repeats.</summary>
    public string IdempotencyKey => string.Create(CultureInfo.InvariantCulture, $"{_keyPrefix}:{Number}");
}
