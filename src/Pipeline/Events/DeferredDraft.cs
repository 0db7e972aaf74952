using System;
using Microsoft.Extensions.Logging;

namespace ActorLog.Events;

/// <summary>
/// An event of which only what can change later is taken at the call; the rest is read from its content when the router takes
/// it, off the caller's thread, unless many events wait already. For bridges from logging systems whose own events do not change.
/// </summary>
/// <remarks>
/// What is reachable from <see cref="Content"/> and <see cref="Context"/> and gets into the draft must not change after the
/// call: immutable scalars and strings may be kept, anything else belongs into a <see cref="LogEventDraft"/> at the call.
/// </remarks>
public readonly record struct DeferredDraft
{
    /// <summary>Creates it.</summary>
    /// <param name="level">How serious it is. The caller has compared it with <see cref="LogPipeline.MinLevel"/>.</param>
    /// <param name="complete">
    /// Fills an empty draft from content and context; level, thread and scopes are there already. Called at most once: by the
    /// router, or, when many events wait, by the caller himself; not at all when the event is dropped before. So it may run on
    /// several threads at once, for different events. What it throws is told in the event's place.
    /// </param>
    /// <param name="content">What the event is read from.</param>
    public DeferredDraft(LogLevel level, Action<LogEventDraft, object, object?> complete, object content)
    {
        ArgumentNullException.ThrowIfNull(complete);
        ArgumentNullException.ThrowIfNull(content);
        Level = level;
        Complete = complete;
        Content = content;
    }

    /// <summary>How serious it is.</summary>
    public LogLevel Level { get; }

    /// <summary>Fills the draft.</summary>
    public Action<LogEventDraft, object, object?> Complete { get; }

    /// <summary>What the event is read from.</summary>
    public object Content { get; }

    /// <summary>What else it is read from, or <see langword="null"/>.</summary>
    public object? Context { get; init; }

    /// <summary>
    /// When it happened, in ticks of 100 ns in UTC by the system's clock; 0 for now. Ignored by a pipeline that goes by another
    /// clock.
    /// </summary>
    public long UtcTicks { get; init; }

    /// <summary>
    /// The memory that content and context hold, an estimate in bytes: until the router takes the event, the queue is limited
    /// by it. Default: 0.
    /// </summary>
    public int HeldBytes { get; init; }
}
