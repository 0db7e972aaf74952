using System;
using System.Threading;

namespace ActorLog.Runtime;

/// <summary>Time since the pipeline began: monotonic, so that a changed wall clock shortens no backoff.</summary>
internal sealed class PipelineTime(TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();

    public TimeProvider Clock => clock;

    /// <summary>Whether it is the clock by which everybody else goes too.</summary>
    public bool IsSystem { get; } = ReferenceEquals(clock, TimeProvider.System);

    public TimeSpan Now => clock.GetElapsedTime(_start);

    /// <summary>
    /// The moment after a wait: of a day at the most, for timers take no more than some weeks, and now if the wait is over.
    /// </summary>
    public TimeSpan In(TimeSpan wait)
    {
        var longest = TimeSpan.FromDays(1);
        return wait == Timeout.InfiniteTimeSpan || wait > longest ? Now + longest
            : wait > TimeSpan.Zero ? Now + wait
            : Now;
    }

    /// <summary>What the wall clock shows at a moment near now.</summary>
    public DateTimeOffset WallClock(TimeSpan moment)
    {
        var now = clock.GetUtcNow();
        var ahead = moment - Now;
        return ahead > DateTimeOffset.MaxValue - now ? DateTimeOffset.MaxValue : now + ahead;
    }
}
