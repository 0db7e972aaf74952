using System;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Runtime;

public sealed class SinkStatusTests
{
    [Fact]
    public async Task TheTimeOfTheLastFailureIsThatOfTheLastThoughASinkGivesTheSameOneEachTime()
    {
        var failure = SinkResult.Failed(new SinkFailure(FailureKind.Transient, "HTTP 503"));
        var sink = new CollectingSink { OnWrite = (_, _) => new(failure) };
        var clock = new ManualClock(Some.Time);
        var minute = TimeSpan.FromMinutes(1);
        var retry = new RetryOptions
        {
            MinBackoff = minute,
            MaxBackoff = minute,
            RandomFactor = 0,
        };
        await using var pipeline = Running.Pipeline(sink, o => o with { Retry = retry }, clock: clock);
        pipeline.TryWrite(new() { Message = "one" });
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].FailuresInARow == 1, "it has failed");
        var first = pipeline.Sinks[0].LastFailureAt;
        clock.Advance(minute);
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].FailuresInARow == 2, "it has failed again");
        var second = pipeline.Sinks[0].LastFailureAt;
        sink.OnWrite = (_, _) => new(SinkResult.Delivered);
        clock.Advance(minute);
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal((Some.Time, Some.Time + minute), (first, second));
    }
}
