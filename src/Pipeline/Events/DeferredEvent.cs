using Microsoft.Extensions.Logging;

namespace ActorLog.Events;

/// <summary>An event that was accepted and is not written yet: whoever takes it out of the queue does that.</summary>
internal abstract class DeferredEvent(LogLevel level, long utcTicks, int heldBytes) : IQueuedEvent
{
    /// <inheritdoc/>
    public LogLevel Level { get; } = level;

    /// <inheritdoc/>
    public long UtcTicks { get; } = utcTicks;

    /// <inheritdoc/>
    public int HeldBytes { get; } = heldBytes;

    /// <inheritdoc/>
    public long Sequence { get; set; }

    /// <summary>Writes the event. Never throws.</summary>
    /// <param name="sessionId">The session that accepted it.</param>
    public LogEvent Write(string sessionId)
    {
        var logEvent = Write();
        logEvent.SessionId = sessionId;
        logEvent.Sequence = Sequence;
        return logEvent;
    }

    /// <summary>Writes all but its place.</summary>
    protected abstract LogEvent Write();
}
