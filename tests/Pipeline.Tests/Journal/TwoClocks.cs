using System;

namespace ActorLog.Tests.Journal;

/// <summary>A clock whose wall can be set without the time that passes being any different.</summary>
internal sealed class TwoClocks(DateTimeOffset start) : TimeProvider
{
    private long _passed;

    /// <summary>What the clock on the wall shows.</summary>
    public DateTimeOffset Wall { get; set; } = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Wall;

    public override long GetTimestamp() => _passed;

    /// <summary>Time passes.</summary>
    public void Pass(TimeSpan time)
    {
        _passed += time.Ticks;
        Wall += time;
    }
}
