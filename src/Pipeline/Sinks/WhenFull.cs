namespace ActorLog.Sinks;

/// <summary>What happens to an event for which a queue has no room.</summary>
public enum WhenFull
{
    /// <summary>The new event is dropped and counted.</summary>
    DropNewest,

    /// <summary>The oldest event below Warning is dropped and counted; the oldest of all if there is none below Warning.</summary>
    DropOldest,

    /// <summary>
    /// The caller waits for room, <see cref="QueueOptions.MaxWait"/> at the longest; then the new event is dropped and
    /// counted. At a sink it makes all callers wait for this sink: isolation is given up for completeness.
    /// </summary>
    Wait,
}
