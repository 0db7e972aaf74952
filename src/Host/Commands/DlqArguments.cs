using System.Collections.Generic;

namespace ActorLog.Host.Commands;

/// <summary>What the command line says to <c>dlq</c>.</summary>
/// <param name="Host">Which configuration; it says where the dead letters are and has the sinks.</param>
/// <param name="Folder">The folder of the dead letters, when it is not the configuration's.</param>
internal sealed record DlqArguments(HostArguments Host, string? Folder)
{
    /// <summary>The only letters, by id; none for all.</summary>
    public IReadOnlyCollection<string> Ids { get; init; } = [];

    /// <summary>The only sink, or <see langword="null"/>.</summary>
    public string? Sink { get; init; }

    /// <summary>Whether letters that were replayed are listed too.</summary>
    public bool WithReplayed { get; init; }

    /// <summary>Whether the output is JSON.</summary>
    public bool IsJson { get; init; }

    /// <summary>The sink to replay to, or <see langword="null"/> for each letter's own.</summary>
    public string? To { get; init; }

    /// <summary>Whether only is said what would be sent.</summary>
    public bool IsDryRun { get; init; }
}
