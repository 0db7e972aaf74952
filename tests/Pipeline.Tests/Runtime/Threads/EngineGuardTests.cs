using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Runtime.Threads;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Runtime.Threads;

/// <summary>A bug of ours on a thread of the engine is told, and costs neither the thread nor the process.</summary>
[Trait("Law", "4")]
public sealed class EngineGuardTests
{
    [Fact]
    public async Task ARouterThatBreaksGoesOn()
    {
        var (ingress, sinks, router) = RouterParts.Assemble();
        var engine = new ThreadEngine();
        engine.Start(new EngineContext(router, sinks.Cores, TimeProvider.System));
        ingress.Wake = engine.WakeRouter;

        ingress.Mark("no mark of ours: the router fails at it");
        ingress.Write(Some.Event("after"));
        await Eventually.HoldsAsync(
            () => sinks.Accounts.All(account => account.Delivered == 1),
            "the event has reached the sinks"
        );
        await engine.DisposeAsync().AsTask().WithinLimit();
    }

    [Fact]
    public async Task AnAnswerThatIsLostInABugIsAskedForAgain()
    {
        var (sink, stderr, clock) = (new CollectingSink(), new SharedText(), new TrippingClock());
        var builder = LogPipeline
            .CreateBuilder()
            .AddSink("sink", _ => sink.Create(), o => o with { Timeout = TimeSpan.FromMilliseconds(300) });
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
        await Eventually.HoldsAsync(() => sink.Messages.Count == 2, "the batch is written again");
        logger.LogInformation("two");
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(["one", "one", "two"], sink.Messages);
        Assert.Equal(new SinkLedger(2, 0, 2, 0, 0, 0), pipeline.Sinks[0].Ledger);
        Assert.Contains("sink 'sink': a bug in the pipeline", stderr.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The system's clock, that fails once.</summary>
    private sealed class TrippingClock : TimeProvider
    {
        private int _tripsAt;

        public int TripsAt
        {
            set => Volatile.Write(ref _tripsAt, value);
        }

        public override long GetTimestamp() =>
            Interlocked.Decrement(ref _tripsAt) == 0
                ? throw new InvalidOperationException("tripped")
                : base.GetTimestamp();
    }
}
