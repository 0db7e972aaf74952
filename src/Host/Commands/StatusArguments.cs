namespace ActorLog.Host.Commands;

/// <summary>What the command line of <c>actorlog status</c> says.</summary>
/// <param name="Url">The host's address, or <see langword="null"/>.</param>
/// <param name="Host">The configuration whose HTTP input is asked when there is no address.</param>
/// <param name="IsJson">Whether the host's own document is wanted.</param>
internal sealed record StatusArguments(string? Url, HostArguments Host, bool IsJson);
