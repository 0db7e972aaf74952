using System;

namespace ActorLog.Sinks;

/// <summary>What a sink is given when it is made.</summary>
/// <param name="Name">The sink's name in the configuration.</param>
/// <param name="Clock">The time. Sinks use no other clock.</param>
/// <param name="Report">
/// Tells the operator about a trouble on the self-log (stderr, rate-limited). Never log to <c>ILogger</c> from a sink.
/// </param>
public sealed record SinkContext(string Name, TimeProvider Clock, Action<string> Report);
