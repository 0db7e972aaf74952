using System;
using ActorLog.Sinks;

namespace ActorLog.Runtime;

/// <summary>What the machine of a sink last showed of itself. Immutable.</summary>
internal sealed record SinkCondition(
    SinkState State,
    int FailuresInARow,
    long Failures,
    DateTimeOffset? NextAttempt,
    SinkFailure? LastFailure,
    DateTimeOffset? LastFailureAt
)
{
    public static readonly SinkCondition Fresh = new(SinkState.Running, 0, 0, null, null, null);

    public static SinkCondition Of(DeliveryMachine machine, SinkCondition before, PipelineTime time) =>
        new(
            machine.State,
            machine.FailuresInARow,
            machine.Failures,
            machine.NextAttempt > time.Now && machine.State != SinkState.Stopped
                ? time.WallClock(machine.NextAttempt)
                : null,
            machine.LastFailure,
            machine.Failures == before.Failures ? before.LastFailureAt : time.WallClock(time.Now)
        );
}
