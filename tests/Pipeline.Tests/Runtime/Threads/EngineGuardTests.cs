using System;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Runtime.Threads;

/// <summary>A bug of ours on a thread of the engine is told, and costs neither the thread nor the process.</summary>
[Trait("Law", "4")]
public sealed class EngineGuardTests
{
    [Fact]
    public async Task AnAnswerThatIsLostInABugIsAskedForAgain()
    {
        var (sink, stderr, clock) = (new CollectingSink(), new SharedText(), new TrippingClock());
        var builder = LogPipeline
            .CreateBuilder()
            .AddSink("sink", _ => sink.Create(), o => o with { Timeout = TimeSpan.FromHours(1) });
        builder.SelfLogWriter = stderr;
        builder.Clock = clock;
        await using var pipeline = builder.Build();
        var logger = pipeline.LoggerProvider.CreateLogger("Shop");
        sink.OnWrite = (_, _) =>
        {
            // The next look at the clock is the worker's own, the second that of the actor that gets the answer.
            clock.TripsAt = 2;
            sink.OnWrite = static (_, _) => new(SinkResult.Delivered);
            return new(SinkResult.Delivered);
        };

        logger.LogInformation("one");
        await Eventually.HoldsAsync(() => stderr.ToString().Contains("a bug in the pipeline"), "the answer is lost");
        clock.Advance(TimeSpan.FromHours(1));
        await Eventually.HoldsAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(100));
                return sink.Messages.Count == 2;
            },
            "the batch is written again"
        );
        logger.LogInformation("two");
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(["one", "one", "two"], sink.Messages);
        Assert.Equal(new SinkLedger(2, 0, 2, 0, 0, 0), pipeline.Sinks[0].Ledger);
        Assert.Contains("sink 'sink': a bug in the pipeline", stderr.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A clock that fails once. It stands still: nobody else looks at it meanwhile, however slow the machine is.</summary>
    private sealed class TrippingClock : TimeProvider
    {
        private readonly ManualClock _clock = new(Some.Time);
        private int _tripsAt;

        public int TripsAt
        {
            set => Volatile.Write(ref _tripsAt, value);
        }

        public override long TimestampFrequency => _clock.TimestampFrequency;

        public void Advance(TimeSpan by) => _clock.Advance(by);

        public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            _clock.CreateTimer(callback, state, dueTime, period);

        public override long GetTimestamp() =>
            Interlocked.Decrement(ref _tripsAt) == 0
                ? throw new InvalidOperationException("tripped")
                : _clock.GetTimestamp();
    }
}
