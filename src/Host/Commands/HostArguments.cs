using System.Collections.Generic;

namespace ActorLog.Host.Commands;

/// <summary>What the command line says about the configuration.</summary>
/// <param name="Config">The file, or <see langword="null"/> for the embedded default.</param>
/// <param name="Listen">The address of the HTTP input, or <see langword="null"/>.</param>
/// <param name="Overrides">Keys below <c>actorlog</c> and their values.</param>
internal sealed record HostArguments(
    string? Config,
    string? Listen,
    IReadOnlyList<KeyValuePair<string, string>> Overrides
);
