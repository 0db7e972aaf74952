using System.Collections.Generic;

namespace ActorLog.Journal;

/// <summary>What a journal has when every byte of it is read.</summary>
public sealed record JournalVerification
{
    /// <summary>How many frames are whole.</summary>
    public long Frames { get; init; }

    /// <summary>How many of them are events.</summary>
    public long Events { get; init; }

    /// <summary>How many frames are missing between the first and the last.</summary>
    public long Missing { get; init; }

    /// <summary>How many frames are whole and should be events, but are none that this version can read.</summary>
    public long Unreadable { get; init; }

    /// <summary>How many bytes are damaged.</summary>
    public long DamagedBytes { get; init; }

    /// <summary>
    /// How many bytes at the end are no whole frame: a write that a crash cut short, or that is under way. Nothing that was
    /// acknowledged is among them; the next start cuts them off.
    /// </summary>
    public long TornBytes { get; init; }

    /// <summary>Each finding in words, with its file or position; at most a thousand.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsSound => Missing == 0 && Unreadable == 0 && Findings.Count == 0;
}
