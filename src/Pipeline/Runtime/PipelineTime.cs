using System;

namespace ActorLog.Runtime;

/// <summary>Time since the pipeline began: monotonic, so that a changed wall clock shortens no backoff.</summary>
internal sealed class PipelineTime(TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();

    public TimeProvider Clock => clock;

    /// <summary>Whether it is the clock by which everybody else goes too.</summary>
    public bool IsSystem { get; } = ReferenceEquals(clock, TimeProvider.System);

    public TimeSpan Now => clock.GetElapsedTime(_start);

    /// <summary>What the wall clock shows at a moment near now.</summary>
    public DateTimeOffset WallClock(TimeSpan moment)
    {
        var now = clock.GetUtcNow();
        var ahead = moment - Now;
        return ahead > DateTimeOffset.MaxValue - now ? DateTimeOffset.MaxValue : now + ahead;
    }
}
