using System;
using ActorLog.Events;
using ActorLog.Sinks;

namespace ActorLog.Journal;

/// <summary>An event that a sink's destination will never take, with all that is known of why.</summary>
/// <remarks>Immutable. The event is the letter's own: it may be kept.</remarks>
public sealed record DeadLetter
{
    /// <summary>What the letter is called in its store: <c>17</c>, or <c>2/17</c> in the store of a second process.</summary>
    public string Id { get; init; } = "";

    /// <summary>The name of the sink that could not deliver the event.</summary>
    public required string Sink { get; init; }

    /// <summary>What the destination said, and what kind of failure that was.</summary>
    public required SinkFailure Failure { get; init; }

    /// <summary>How often the event was tried; 0 when that is not known.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was given up.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>Whether the sink delivered a placeholder in the event's place.</summary>
    public bool IsReplaced { get; init; }

    /// <summary>Whether the event has been delivered since, by a replay.</summary>
    public bool IsReplayed { get; init; }

    /// <summary>The event as it was logged.</summary>
    public required LogEvent Event { get; init; }
}
