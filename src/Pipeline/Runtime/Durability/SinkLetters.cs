using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Journal;
using ActorLog.Sinks;

namespace ActorLog.Runtime.Durability;

/// <summary>Buries what a sink cannot deliver. An event is settled when its letter is on the medium, and not before.</summary>
/// <remarks>Without a place for dead letters everything is settled at once: they are counted and told, and not kept.</remarks>
internal sealed class SinkLetters(string sink, DeadLetterOffice? office, TimeProvider clock, SinkEvents events)
{
    // Letters on their way to the disk. Touched only on the actor's turns.
    private readonly List<Task> _open = [];

    /// <summary>Buries an event that was rejected for good. Called on the actor's turns.</summary>
    /// <param name="logEvent">The event; it is the caller's until it is settled.</param>
    /// <param name="failure">What the destination said.</param>
    /// <param name="attempts">How often the event was tried.</param>
    /// <param name="settled">Called when it is settled, on whatever thread. Not at all if the disk takes the letter no more.</param>
    public void Bury(LogEvent logEvent, SinkFailure failure, int attempts, Action settled)
    {
        events.DeadLettered(sink, logEvent, failure);
        if (office is null)
        {
            settled();
            return;
        }

        _open.RemoveAll(task => task.IsCompleted);
        _open.Add(BuryAsync(LetterOf(logEvent, failure, attempts, isReplaced: false), settled));
    }

    /// <summary>Keeps the originals of placeholders that were delivered. Called by workers.</summary>
    public async ValueTask KeepAsync(IReadOnlyList<ReplacedEvent> originals)
    {
        var letters = new List<DeadLetter>();
        foreach (var (logEvent, reason) in originals)
        {
            events.Replaced(sink, logEvent, reason);
            letters.Add(LetterOf(logEvent, new SinkFailure(FailureKind.Rejected, reason), 0, isReplaced: true));
        }

        if (office is not null)
        {
            await office.BuryAsync(letters).ConfigureAwait(false);
        }
    }

    /// <summary>Does something when every letter is on the medium: at once when all are. Called on the actor's turns.</summary>
    public void WhenBuried(Action then)
    {
        if (_open.TrueForAll(task => task.IsCompleted))
        {
            then();
        }
        else
        {
            _ = ThenAsync(Task.WhenAll(_open.ToArray()), then);
        }
    }

    private static async Task ThenAsync(Task buried, Action then)
    {
        await buried.ConfigureAwait(false);
        then();
    }

    private async Task BuryAsync(DeadLetter letter, Action settled)
    {
        if (await office!.BuryAsync(letter).ConfigureAwait(false))
        {
            settled();
        }
    }

    private DeadLetter LetterOf(LogEvent logEvent, SinkFailure failure, int attempts, bool isReplaced) =>
        new()
        {
            Sink = sink,
            Failure = failure,
            Attempts = attempts,
            Time = clock.GetUtcNow(),
            IsReplaced = isReplaced,
            Event = logEvent,
        };
}
