namespace ActorLog.Events;

/// <summary>A named value of an event.</summary>
/// <param name="Name">The name as the caller wrote it: a hole of the template, or a key of a scope.</param>
/// <param name="Value">The value as it was at the call.</param>
public readonly record struct LogProperty(string Name, LogValue Value);
