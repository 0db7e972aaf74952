using System;

namespace ActorLog.Chaos;

/// <summary>How a soak is to be.</summary>
public sealed record SoakOptions
{
    /// <summary>How long it lasts.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>What chance follows from.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many sessions send at the same time.</summary>
    public int Sessions { get; init; } = 4;

    /// <summary>The mean pause of a sender between two requests.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(40);

    /// <summary>Whether the host has a journal.</summary>
    public bool HasJournal { get; init; } = true;

    /// <summary>How often the host is looked at.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait, when the faults have ended, until everything has arrived.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>The folder to work in.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The file for the samples, or <see langword="null"/>.</summary>
    public string? Csv { get; init; }
}
