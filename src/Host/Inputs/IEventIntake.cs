using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Runtime;

namespace ActorLog.Host.Inputs;

/// <summary>Where inputs put events: the front of the pipeline.</summary>
/// <remarks>Safe on any thread. <see cref="WriteOutcome.Filtered"/> is success: nobody wants the event.</remarks>
public interface IEventIntake
{
    /// <summary>How safe an event is when its sender is told that it was taken: <c>memory</c>, or the word of <c>journal.ack</c>.</summary>
    string Ack { get; }

    /// <summary>
    /// Whether no event at all would be taken just now: who would only be told so need not be read. It is not always known; false
    /// promises nothing.
    /// </summary>
    bool IsFull { get; }

    /// <summary>
    /// Takes all events in, next to each other and in their order, or none; those that came before, by their origin, count
    /// as taken. Waits until they are as safe as <see cref="Ack"/> says, but never for room.
    /// </summary>
    /// <param name="events">The events.</param>
    /// <param name="limit">How long to wait until they are safe.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    ValueTask<TakeResult> TakeAsync(
        IReadOnlyList<LogEventDraft> events,
        TimeSpan limit,
        CancellationToken cancellationToken
    );

    /// <summary>Takes an event in, waiting until there is room.</summary>
    ValueTask<WriteOutcome> WriteAsync(LogEventDraft logEvent, CancellationToken cancellationToken);
}
