namespace ActorLog.Events;

/// <summary>The identity under which another pipeline sent the event.</summary>
/// <remarks>An event that a sender repeats after a lost answer comes with the same origin, so a receiver can tell the repeat.</remarks>
/// <param name="SessionId">The sender's session: the run of the pipeline that accepted the event first.</param>
/// <param name="Sequence">The event's number in that session.</param>
public sealed record EventOrigin(string SessionId, long Sequence);
