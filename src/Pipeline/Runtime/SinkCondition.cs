using System;
using ActorLog.Runtime.Delivery;
using ActorLog.Sinks;

namespace ActorLog.Runtime;

/// <summary>What the machine of a sink last showed of itself. Immutable.</summary>
internal sealed record SinkCondition(
    SinkState State,
    int FailuresInARow,
    long Failures,
    TimeSpan NotBefore,
    SinkFailure? LastFailure,
    DateTimeOffset? LastFailureAt
)
{
    public static readonly SinkCondition Fresh = new(SinkState.Running, 0, 0, TimeSpan.MinValue, null, null);

    public static SinkCondition Of(DeliveryMachine machine, SinkCondition before, PipelineTime time) =>
        new(
            machine.State,
            machine.FailuresInARow,
            machine.Failures,
            machine.NextAttempt,
            machine.LastFailure,
            machine.Failures == before.Failures ? before.LastFailureAt : time.WallClock(time.Now)
        );

    /// <summary>Whether it is what the machine shows still.</summary>
    public bool IsOf(DeliveryMachine machine) =>
        State == machine.State
        && FailuresInARow == machine.FailuresInARow
        && Failures == machine.Failures
        && NotBefore == machine.NextAttempt;

    /// <summary>
    /// When the next attempt is due. Asked when somebody looks: an attempt that is being made is none that is due, and the
    /// clock on the wall may have been set since.
    /// </summary>
    public DateTimeOffset? NextAttempt(PipelineTime time) =>
        NotBefore > time.Now && State != SinkState.Stopped ? time.WallClock(NotBefore) : null;
}
