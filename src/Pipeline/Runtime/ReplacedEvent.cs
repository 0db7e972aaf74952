using ActorLog.Events;

namespace ActorLog.Runtime;

/// <summary>An event in whose place a sink delivers a placeholder.</summary>
/// <param name="Event">The original.</param>
/// <param name="Reason">Why it could not be delivered as it is.</param>
internal readonly record struct ReplacedEvent(LogEvent Event, string Reason);
