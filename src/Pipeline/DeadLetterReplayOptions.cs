using System;
using System.Collections.Generic;
using ActorLog.Sinks;

namespace ActorLog;

/// <summary>What is replayed, and where to.</summary>
public sealed record DeadLetterReplayOptions
{
    /// <summary>The folder of the dead letters.</summary>
    public required string Folder { get; init; }

    /// <summary>The sinks by name: each letter goes to the one that could not deliver it.</summary>
    public required IReadOnlyDictionary<string, SinkOptions> Sinks { get; init; }

    /// <summary>The only letters to replay, by id. Default: all that were not replayed yet.</summary>
    public IReadOnlyCollection<string> Ids { get; init; } = [];

    /// <summary>The only sink whose letters are replayed, in any case. Default: all.</summary>
    public string? From { get; init; }

    /// <summary>The sink that all letters go to instead, whatever it is configured to take. Default: each its own.</summary>
    public string? To { get; init; }

    /// <summary>The time. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where failures that are tried again are told of: the sink's name and what happened. Default: nowhere.</summary>
    public Action<string, string> Report { get; init; } = static (_, _) => { };
}
