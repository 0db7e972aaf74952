using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Contracts;

/// <summary>Sinks that fail, break, hang or are gone.</summary>
public abstract partial class EngineContract
{
    [Fact]
    [Trait("Law", "3")]
    public async Task AFailedBatchComesAgainWithItsNumberBeforeAnyLaterEvent()
    {
        var failures = 3;
        var sink = new CollectingSink
        {
            OnWrite = (_, _) =>
                new(
                    Interlocked.Decrement(ref failures) >= 0
                        ? SinkResult.Failed(new SinkFailure(FailureKind.Transient, "HTTP 503"))
                        : SinkResult.Delivered
                ),
        };
        await using var pipeline = Build(("sink", sink, o => o with { Retry = Quick }));
        await WriteAsync(pipeline, 100);
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(Numbers(100), sink.Sequences);
        Assert.Equal([(1L, 1), (1L, 2), (1L, 3), (1L, 4)], sink.Attempts.Take(4).Select(a => (a.Number, a.Attempt)));
        Assert.Equal(1, sink.Created);
    }

    [Fact]
    public async Task ABrokenWorkerIsDisposedAndMadeAnewAndGetsTheSameBatch()
    {
        var failures = 2;
        var sink = new CollectingSink
        {
            OnWrite = (_, _) =>
                Interlocked.Decrement(ref failures) >= 0 ? throw new IOException("lost") : new(SinkResult.Delivered),
        };
        await using var pipeline = Build(("sink", sink, o => o with { Retry = Quick }));
        await WriteAsync(pipeline, 10);
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(Numbers(10), sink.Sequences);
        Assert.Equal(3, sink.Created);
        await Eventually.HoldsAsync(() => sink.Disposed == 2, "the broken sinks are disposed");
        Assert.Equal("IOException: lost", pipeline.Sinks[0].LastFailure?.Reason);
        Assert.Equal(2, pipeline.Sinks[0].WorkerRestarts);
    }

    [Fact]
    public async Task ASinkThatBlocksInItsEndHoldsUpNeitherItsSuccessorNorTheOthersNorTheShutdown()
    {
        using var end = new ManualResetEventSlim();
        var failures = 1;
        var blocking = new CollectingSink
        {
            OnWrite = (_, _) =>
                Interlocked.Decrement(ref failures) >= 0 ? throw new IOException("lost") : new(SinkResult.Delivered),
            OnDispose = end.Wait,
        };
        var other = new CollectingSink();
        var pipeline = Build(("blocking", blocking, o => o with { Retry = Quick }), ("other", other, o => o));
        try
        {
            await WriteAsync(pipeline, 10);
            await pipeline.FlushAsync().WithinLimit();
            await pipeline.StopAsync().WithinLimit();
        }
        finally
        {
            end.Set();
        }

        Assert.Equal(Numbers(10), blocking.Sequences);
        Assert.Equal(Numbers(10), other.Sequences);
        Assert.Equal((2, 1), (blocking.Disposed, other.Disposed));
    }

    [Fact]
    public async Task ASinkThatCannotBeMadeIsTriedAgainAfterABackoff()
    {
        var failures = 3;
        var sink = new CollectingSink
        {
            OnCreate = () =>
            {
                if (Interlocked.Decrement(ref failures) >= 0)
                {
                    throw new InvalidOperationException("cannot be made");
                }
            },
        };
        await using var pipeline = Build(("sink", sink, o => o with { Retry = Quick }));
        await WriteAsync(pipeline, 10);
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(Numbers(10), sink.Sequences);
    }

    [Fact]
    [Trait("Law", "6")]
    public async Task ASinkWhoseExceptionThrowsWhenItIsReadIsTriedAgainAfterABackoff()
    {
        var failures = 2;
        var sink = new CollectingSink
        {
            OnWrite = (_, _) =>
                Interlocked.Decrement(ref failures) >= 0 ? throw new UnreadableException() : new(SinkResult.Delivered),
        };
        await using var pipeline = Build(("sink", sink, o => o with { Retry = Quick, Timeout = TimeSpan.MaxValue }));
        await WriteAsync(pipeline, 10);
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(Numbers(10), sink.Sequences);
        Assert.Equal(
            "UnreadableException: [its message threw InvalidOperationException]",
            pipeline.Sinks[0].LastFailure?.Reason
        );
    }

    [Fact]
    [Trait("Law", "5")]
    public async Task ASinkThatBlocksItsThreadHoldsUpNobody()
    {
        using var gate = new ManualResetEventSlim();
        var stuck = new CollectingSink
        {
            OnWrite = (_, _) =>
            {
                gate.Wait(CancellationToken.None);
                return new(SinkResult.Delivered);
            },
        };
        var healthy = new CollectingSink();
        await using var pipeline = Build(("stuck", stuck, o => o), ("healthy", healthy, o => o));
        await WriteAsync(pipeline, 1_000);
        await Eventually.HoldsAsync(() => healthy.Delivered.Count == 1_000, "the healthy sink has everything");
        Assert.Empty(stuck.Delivered);
        gate.Set();
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(Numbers(1_000), stuck.Sequences);
    }

    [Fact]
    [Trait("Law", "10")]
    public async Task ASinkThatBlocksItsThreadAtEveryAttemptIsGivenFewThreads()
    {
        using var gate = new ManualResetEventSlim();
        var clock = new ManualClock(Some.Time);
        var stuck = new CollectingSink
        {
            OnWrite = (_, _) =>
            {
                gate.Wait(CancellationToken.None);
                return new(SinkResult.Delivered);
            },
        };
        await using var pipeline = Build(clock, ("stuck", stuck, o => o with { Retry = Quick }));
        try
        {
            await WriteAsync(pipeline, 10);
            await TurnAsync(() =>
                pipeline.Sinks[0].LastFailure?.Reason.Contains("hang", StringComparison.Ordinal) == true
            );
            var failures = pipeline.Sinks[0].FailuresInARow;
            await TurnAsync(() => pipeline.Sinks[0].FailuresInARow > failures + 10);
            Assert.Equal(4, stuck.Created);
        }
        finally
        {
            gate.Set();
        }

        var flush = pipeline.FlushAsync();
        await TurnAsync(() => flush.IsCompleted);
        Assert.Equal(10, stuck.Sequences.Distinct().Count());

        Task TurnAsync(Func<bool> isOver) =>
            Eventually.HoldsAsync(
                () =>
                {
                    clock.Advance(TimeSpan.FromSeconds(1));
                    return isOver();
                },
                "time goes by"
            );
    }

    [Fact]
    public async Task AHangingWorkerIsGivenUpAtItsTimeoutAndItsLateAnswerIgnored()
    {
        var hang = new TaskCompletionSource<SinkResult>();
        var first = true;
        var sink = new CollectingSink
        {
            OnWrite = (_, _) =>
            {
                if (first)
                {
                    first = false;
                    return new(hang.Task);
                }

                return new(SinkResult.Delivered);
            },
        };
        var clock = new ManualClock(Some.Time);
        var timeout = TimeSpan.FromMilliseconds(50);
        await using var pipeline = Build(clock, ("sink", sink, o => o with { Retry = Quick, Timeout = timeout }));
        await WriteAsync(pipeline, 5);
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].InFlightEvents > 0, "the timer of the timeout is set");
        clock.Advance(timeout);
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].FailuresInARow == 1, "the timer of the backoff is set");
        clock.Advance(Quick.MaxBackoff * 2);
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(2, sink.Created);
        var before = pipeline.Sinks[0].Ledger;
        hang.SetResult(SinkResult.Failed(new SinkFailure(FailureKind.Fatal, "late")));
        await Eventually.HoldsAsync(() => sink.Disposed == 1, "the sink that hung is disposed when it comes back");
        await WriteAsync(pipeline, 1);
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(before.Delivered + 1, pipeline.Sinks[0].Ledger.Delivered);
        Assert.Equal(SinkState.Running, pipeline.Sinks[0].State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Law", "5")]
    public async Task ASinkThatBlocksOrThrowsWhenItIsCancelledIsGivenUpAllTheSame(bool blocks)
    {
        using var end = new ManualResetEventSlim();
        var hangs = 1;
        var sink = new CollectingSink
        {
            OnWrite = (_, cancellationToken) =>
            {
                if (Interlocked.Decrement(ref hangs) < 0)
                {
                    return new(SinkResult.Delivered);
                }

                cancellationToken.Register(() =>
                {
                    if (!blocks)
                    {
                        throw new IOException("the connection is closed already");
                    }

                    end.Wait(CancellationToken.None);
                });
                return new(new TaskCompletionSource<SinkResult>().Task);
            },
        };
        var clock = new ManualClock(Some.Time);
        var timeout = TimeSpan.FromMilliseconds(50);
        await using var pipeline = Build(clock, ("sink", sink, o => o with { Retry = Quick, Timeout = timeout }));
        try
        {
            await WriteAsync(pipeline, 5);
            await Eventually.HoldsAsync(() => pipeline.Sinks[0].InFlightEvents > 0, "the timer of the timeout is set");
            await Task.Run(() => clock.Advance(timeout)).WithinLimit();
            await Eventually.HoldsAsync(() => pipeline.Sinks[0].FailuresInARow == 1, "the timer of the backoff is set");
            clock.Advance(Quick.MaxBackoff * 2);
            await pipeline.FlushAsync().WithinLimit();
        }
        finally
        {
            end.Set();
        }

        Assert.Equal(Numbers(5), sink.Sequences);
    }

    [Fact]
    [Trait("Law", "4")]
    public async Task ARouterThatBreaksGoesOn()
    {
        var (ingress, sinks, router) = RouterParts.Assemble();
        var engine = CreateEngine();
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
    public async Task ASinkThatIsGoneForGoodIsStoppedAndHoldsUpNobody()
    {
        var gone = new CollectingSink
        {
            OnWrite = (_, _) => new(SinkResult.Failed(new SinkFailure(FailureKind.Fatal, "gone for good"))),
        };
        var other = new CollectingSink();
        var pipeline = Build(("gone", gone, o => o), ("other", other, o => o));
        await WriteAsync(pipeline, 10);
        var flush = await pipeline.FlushAsync().WithinLimit();
        Assert.Equal("gone for good", flush.Results["gone"]?.Reason);
        Assert.Null(flush.Results["other"]);
        Assert.Equal(SinkState.Stopped, pipeline.Sinks[0].State);
        var report = await pipeline.StopAsync().WithinLimit();
        var ledger = IsDurable
            ? new SinkLedger(10, 0, 0, 0, 0, 10) { Journaled = 10 }
            : new SinkLedger(10, 0, 0, 10, 0, 0);
        Assert.Equal(ledger, report.Sinks[0].Ledger);
        Assert.Equal(Numbers(10), other.Sequences);
    }

    [Fact]
    [Trait("Law", "4")]
    public async Task UnderRandomFaultsNothingIsLostOrReorderedAndTheLedgerBalances()
    {
        var random = new Random(7);
        bool Chance(int percent)
        {
            lock (random)
            {
                return random.Next(100) < percent;
            }
        }

        var sink = new CollectingSink
        {
            OnCreate = () =>
            {
                if (Chance(10))
                {
                    throw new InvalidOperationException("cannot be made");
                }
            },
            OnWrite = async (_, _) =>
            {
                if (Chance(50))
                {
                    await Task.Yield();
                }

                return Chance(5) ? throw new IOException("broken")
                    : Chance(5) ? SinkResult.Failed(new SinkFailure(FailureKind.Transient, "503"))
                    : SinkResult.Delivered;
            },
        };
        var pipeline = Build(
            (
                "sink",
                sink,
                o =>
                    o with
                    {
                        Retry = Quick,
                        Batch = new BatchOptions { MaxEvents = 50 },
                    }
            )
        );
        await WriteAsync(pipeline, 20_000);
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(Numbers(20_000), sink.Sequences);
        var report = await pipeline.StopAsync().WithinLimit();
        Assert.True(report.IsClean, report.ToString());
    }

    private sealed class UnreadableException : Exception
    {
        public override string Message => throw new InvalidOperationException("no message");
    }
}
