using System;

namespace ActorLog.Chaos;

/// <summary>How a crash run is to be.</summary>
public sealed record CrashOptions
{
    /// <summary>How often the host is killed.</summary>
    public int Kills { get; init; } = 20;

    /// <summary>What chance follows from, as far as real processes let it.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many sessions send at the same time.</summary>
    public int Sessions { get; init; } = 4;

    /// <summary>Whether the host has a journal. Without one events are lost: so it is seen that losses are seen.</summary>
    public bool HasJournal { get; init; } = true;

    /// <summary>When an event counts as safe: <c>fsynced</c> or <c>written</c>, which survive a kill.</summary>
    public string Ack { get; init; } = "fsynced";

    /// <summary>Whether the host sends to a second one, which sends to the destination; either is killed.</summary>
    public bool IsRelay { get; init; }

    /// <summary>Whether the journal is so small that it is full while the destination is away.</summary>
    public bool IsTight { get; init; }

    /// <summary>The longest that the host is let live.</summary>
    public TimeSpan LongestLife { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The mean pause of a sender between two requests.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How long to wait, when the faults have ended, until everything has arrived.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The folder to work in.</summary>
    public string Folder { get; init; } = "";
}
