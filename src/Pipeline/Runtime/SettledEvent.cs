using ActorLog.Events;
using ActorLog.Sinks;

namespace ActorLog.Runtime;

/// <summary>An event of which it is known what became.</summary>
/// <param name="Event">The event.</param>
/// <param name="Failure">Why the destination will not take it; <see langword="null"/> when it was delivered.</param>
internal readonly record struct SettledEvent(LogEvent Event, SinkFailure? Failure);
