using Microsoft.Extensions.Logging;

namespace ActorLog.Events;

/// <summary>What takes a place in a queue: an event, or what one will be written from.</summary>
internal interface IQueuedEvent
{
    /// <summary>How serious it is.</summary>
    LogLevel Level { get; }

    /// <summary>Its place in its session.</summary>
    long Sequence { get; }

    /// <summary>When it was logged.</summary>
    long UtcTicks { get; }

    /// <summary>The memory that it holds: an estimate in bytes, by which queues are limited.</summary>
    int HeldBytes { get; }
}
