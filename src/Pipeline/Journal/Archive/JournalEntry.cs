using System.Collections.Generic;
using ActorLog.Events;

namespace ActorLog.Journal;

/// <summary>What stands at a position of a journal: an event, something else, or the news that something is missing.</summary>
/// <remarks>The event is the entry's own: it may be kept.</remarks>
public sealed record JournalEntry
{
    /// <summary>The position; of several that are missing, the first.</summary>
    public required long Position { get; init; }

    /// <summary>The event; <see langword="null"/> when there is none.</summary>
    public LogEvent? Event { get; init; }

    /// <summary>
    /// The sinks for which it is due, when it came from the journal of a process that is gone; <see langword="null"/> for
    /// every sink that takes it.
    /// </summary>
    public IReadOnlyList<string>? DueFor { get; init; }

    /// <summary>How many are missing from <see cref="Position"/> on: damaged, or gone with their file.</summary>
    public long Missing { get; init; }

    /// <summary>What is wrong with the bytes, when there are bytes that are no event; else <see langword="null"/>.</summary>
    public string? Problem { get; init; }
}
