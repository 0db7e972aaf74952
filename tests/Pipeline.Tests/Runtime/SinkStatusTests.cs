using System;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Runtime;

public sealed class SinkStatusTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly RetryOptions EachMinute = new()
    {
        MinBackoff = Minute,
        MaxBackoff = Minute,
        RandomFactor = 0,
    };

    [Fact]
    public async Task TheTimeOfTheLastFailureIsThatOfTheLastThoughASinkGivesTheSameOneEachTime()
    {
        var failure = SinkResult.Failed(new SinkFailure(FailureKind.Transient, "HTTP 503"));
        var sink = new CollectingSink { OnWrite = (_, _) => new(failure) };
        var clock = new ManualClock(Some.Time);
        await using var pipeline = Running.Pipeline(sink, o => o with { Retry = EachMinute }, clock: clock);
        pipeline.TryWrite(new() { Message = "one" });
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].FailuresInARow == 1, "it has failed");
        var first = pipeline.Sinks[0].LastFailureAt;
        clock.Advance(Minute);
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].FailuresInARow == 2, "it has failed again");
        var second = pipeline.Sinks[0].LastFailureAt;
        sink.OnWrite = (_, _) => new(SinkResult.Delivered);
        clock.Advance(Minute);
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal((Some.Time, Some.Time + Minute), (first, second));
    }

    [Fact]
    public async Task AnAttemptThatIsBeingMadeIsNoNextAttempt()
    {
        var (gate, begun) = (new TaskCompletionSource<SinkResult>(), new TaskCompletionSource());
        var failure = SinkResult.Failed(new SinkFailure(FailureKind.Transient, "HTTP 503"));
        var sink = new CollectingSink { OnWrite = (_, _) => new(failure) };
        var clock = new ManualClock(Some.Time);
        await using var pipeline = Running.Pipeline(
            sink,
            o => o with { Retry = EachMinute, Timeout = TimeSpan.FromHours(1) },
            clock: clock
        );
        pipeline.TryWrite(new() { Message = "one" });
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].FailuresInARow == 1, "it has failed");
        Assert.Equal(Some.Time + Minute, pipeline.Sinks[0].NextAttempt);
        sink.OnWrite = (_, _) =>
        {
            begun.TrySetResult();
            return new(gate.Task);
        };

        pipeline.Resume("sink");
        await begun.Task.WithinLimit();
        var hurried = pipeline.Sinks[0].NextAttempt;
        gate.SetResult(failure);
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].FailuresInARow == 2, "it has failed again");
        (gate, begun) = (new TaskCompletionSource<SinkResult>(), new TaskCompletionSource());
        clock.Advance(Minute);
        await begun.Task.WithinLimit();
        var due = pipeline.Sinks[0].NextAttempt;
        gate.SetResult(SinkResult.Delivered);
        await pipeline.FlushAsync().WithinLimit();

        Assert.Equal((null, null), (hurried, due));
    }

    [Fact]
    public async Task TheNameOfASinkIsReadInAnyCaseAsInConfigurations()
    {
        await using var pipeline = Running.Pipeline(new CollectingSink());
        pipeline.Pause("SINK");
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].State == SinkState.Paused, "it is paused");
        pipeline.Resume("Sink");
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].State == SinkState.Running, "it runs again");
        Assert.Throws<ArgumentException>(() => pipeline.Pause("other"));
    }

    [Fact]
    public async Task ARetryIsCountedWhenItIsMade()
    {
        var answer = SinkResult.Failed(new SinkFailure(FailureKind.Refused, "HTTP 401"));
        var sink = new CollectingSink { OnWrite = (_, _) => new(answer) };
        await using var pipeline = Running.Pipeline(sink, clock: new ManualClock(Some.Time));
        pipeline.TryWrite(new() { Message = "one" });
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].State == SinkState.Refused, "it is refused");
        Assert.Equal(0, pipeline.Sinks[0].Retries);
        answer = SinkResult.Delivered;
        pipeline.Resume("sink");
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(1, pipeline.Sinks[0].Retries);
    }

    [Fact]
    public async Task ASinkThatHasStoppedForGoodHasMadeNoRetry()
    {
        var sink = new CollectingSink
        {
            OnWrite = (_, _) => new(SinkResult.Failed(new SinkFailure(FailureKind.Fatal, "gone"))),
        };
        await using var pipeline = Running.Pipeline(sink);
        pipeline.TryWrite(new() { Message = "one" });
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].State == SinkState.Stopped, "it has stopped");
        Assert.Equal(0, pipeline.Sinks[0].Retries);
    }

    [Fact]
    public async Task AtTheStopASinkThatIsGivenUpIsNotSaidToKeepItsEvents()
    {
        using var stderr = new SharedText();
        var refused = SinkResult.Failed(new SinkFailure(FailureKind.Refused, "HTTP 401"));
        var sink = new CollectingSink { OnWrite = (_, _) => new(refused) };
        var builder = LogPipeline.CreateBuilder().AddSink("sink", _ => sink.Create());
        builder.SelfLogWriter = stderr;
        await using var pipeline = builder.Build();
        pipeline.TryWrite(new() { Message = "one" });
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].State == SinkState.Refused, "it is refused");
        await pipeline.StopAsync().WithinLimit();
        Assert.DoesNotContain("kept while there is room", stderr.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            "sink 'sink': HTTP 401: not tried again, since the pipeline stops\n",
            stderr.ToString().ReplaceLineEndings("\n"),
            StringComparison.Ordinal
        );
    }
}
