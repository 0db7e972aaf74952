using System;
using ActorLog.Kit;
using ActorLog.Sinks;

namespace ActorLog.Tests.Sinks;

/// <summary>A row of the endpoint matrix.</summary>
/// <param name="Arm">Makes the receiver go wrong.</param>
/// <param name="Kind">The kind of failure that follows; null when the event counts as delivered.</param>
internal sealed record EndpointFault(Action<FaultServer> Arm, FailureKind? Kind)
{
    /// <summary>Whether it takes a timeout to find out, so that the timeout has to be short.</summary>
    public bool IsSlow { get; init; }

    /// <summary>
    /// Whether the next request may meet a connection whose end the client has not heard of yet, and fail and be sent again.
    /// </summary>
    public bool MayBreakNext { get; init; }

    /// <summary>Makes the receiver right again. Default: it gets right by itself.</summary>
    public Action<FaultServer> Mend { get; init; } = _ => { };
}
