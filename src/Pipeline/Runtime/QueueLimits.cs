using System;
using ActorLog.Events;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Runtime;

/// <summary>Whether a queue has room: events and bytes, the last tenth kept for Warning and above.</summary>
internal readonly struct QueueLimits(QueueOptions options)
{
    private readonly int _events = options.MaxEvents;
    private readonly long _bytes = options.MaxBytes;
    private readonly int _eventsBelowWarning = options.MaxEvents - (options.MaxEvents / 10);
    private readonly long _bytesBelowWarning = options.MaxBytes - (options.MaxBytes / 10);

    /// <summary>Whether an event of this level and size fits. An empty queue takes any event, however large.</summary>
    public bool HasRoom(int events, long bytes, LogLevel level, int size) =>
        level >= LogLevel.Warning
            ? events < _events && (bytes + size <= _bytes || events == 0)
            : events < _eventsBelowWarning && (bytes + size <= _bytesBelowWarning || events == 0);

    /// <summary>Whether all of these events fit together. An empty queue takes them, however many and large they are.</summary>
    public bool HasRoomForAll(int events, long bytes, ReadOnlySpan<LogEvent> more)
    {
        if (events == 0)
        {
            return true;
        }

        foreach (var logEvent in more)
        {
            if (!HasRoom(events++, bytes, logEvent.Level, logEvent.HeldBytes))
            {
                return false;
            }

            bytes += logEvent.HeldBytes;
        }

        return true;
    }

    /// <summary>Whether so many events fit together, whatever their levels.</summary>
    public bool HasRoomForAll(int events, long bytes, int more, long moreBytes) =>
        events + more <= _eventsBelowWarning && bytes + moreBytes <= _bytesBelowWarning;

    /// <summary>How many more events below Warning fit.</summary>
    public int RoomAfter(int events) => _eventsBelowWarning - events;

    /// <summary>How many more bytes of events below Warning fit.</summary>
    public long BytesAfter(long bytes) => _bytesBelowWarning - bytes;

    /// <summary>
    /// Whether the queue has emptied so far that waiting callers should be woken: an eighth below the limit, and in the
    /// smallest queue too by one event. A queue that is full has no comfortable room.
    /// </summary>
    public bool HasComfortableRoom(int events, long bytes) =>
        events <= _eventsBelowWarning - Math.Max(1, _eventsBelowWarning / 8)
        && bytes <= _bytesBelowWarning - (_bytesBelowWarning / 8);
}
