using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Contracts;

/// <summary>What every engine must do. An engine's tests inherit this suite and say how the engine is made.</summary>
public abstract class EngineContract
{
    /// <summary>Makes the engine under test.</summary>
    protected abstract IPipelineEngine CreateEngine();

    [Fact]
    [Trait("Law", "3")]
    public async Task EventsArriveInTheOrderOfAcceptance()
    {
        var sink = new CollectingSink();
        await using var pipeline = Build(("sink", sink, o => o));
        await WriteAsync(pipeline, 10_000);
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(Numbers(10_000), sink.Sequences);
    }

    [Fact]
    public async Task EachOfManyCallersSeesItsOwnOrderKept()
    {
        var sink = new CollectingSink();
        await using var pipeline = Build(("sink", sink, o => o));
        await Task.WhenAll(
            Enumerable.Range(0, 8).Select(caller => Task.Run(() => WriteAsync(pipeline, 500, $"{caller}")))
        );
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(Numbers(4_000), sink.Sequences);
        foreach (var caller in sink.Delivered.GroupBy(e => e.Category))
        {
            Assert.Equal(Enumerable.Range(1, 500).Select(n => $"message {n}"), caller.Select(e => e.Message));
        }
    }

    [Fact]
    public async Task OneWriteAtATimeIsUnderWay()
    {
        var sink = new CollectingSink
        {
            OnWrite = async (_, _) =>
            {
                await Task.Yield();
                return SinkResult.Delivered;
            },
        };
        await using var pipeline = Build(("sink", sink, o => o with { Batch = new BatchOptions { MaxEvents = 3 } }));
        await WriteAsync(pipeline, 1_000);
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(1, sink.MostAtOnce);
        Assert.Equal(Numbers(1_000), sink.Sequences);
    }

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
        Assert.Equal("gone for good", flush.Failures["gone"]?.Reason);
        Assert.Null(flush.Failures["other"]);
        Assert.Equal(SinkState.Stopped, pipeline.Sinks[0].State);
        var report = await pipeline.StopAsync().WithinLimit();
        Assert.Equal(new SinkLedger(10, 0, 0, 10, 0, 0), report.Sinks[0].Ledger);
        Assert.Equal(Numbers(10), other.Sequences);
    }

    [Fact]
    public async Task AFlushCoversWhatWasAcceptedBeforeItAtEverySink()
    {
        var (a, b) = (new CollectingSink(), new CollectingSink());
        await using var pipeline = Build(
            ("a", a, o => o),
            ("b", b, o => o with { Batch = new BatchOptions { MaxEvents = 7 } })
        );
        for (var round = 1; round <= 50; round++)
        {
            await WriteAsync(pipeline, 20);
            var report = await pipeline.FlushAsync().WithinLimit();
            Assert.True(report.IsComplete);
            Assert.Equal((round * 20, round * 20), (a.Delivered.Count, b.Delivered.Count));
            Assert.Equal((round, round), (a.Flushes, b.Flushes));
        }
    }

    [Fact]
    public async Task StoppingDeliversWhatIsLeftAndTheLedgersBalance()
    {
        var sink = new CollectingSink();
        var pipeline = Build(("sink", sink, o => o));
        await WriteAsync(pipeline, 5_000);
        var report = await pipeline.StopAsync().WithinLimit();
        Assert.Equal(Numbers(5_000), sink.Sequences);
        Assert.True(report.IsClean, report.ToString());
        Assert.Equal(new SinkLedger(5_000, 0, 5_000, 0, 0, 0), report.Sinks[0].Ledger);
        Assert.Equal(1, sink.Disposed);
        Assert.Equal(WriteOutcome.Stopped, pipeline.TryWrite(Draft(1, "")));
    }

    [Fact]
    [Trait("Law", "8")]
    public async Task StoppingEndsAtItsDeadlineWithADeadSinkAndSaysWhatWasLost()
    {
        var dead = new CollectingSink
        {
            OnWrite = (_, _) => new(SinkResult.Failed(new SinkFailure(FailureKind.Transient, "connection refused"))),
        };
        var healthy = new CollectingSink();
        var clock = new ManualClock(Some.Time);
        var pipeline = Build(clock, ("dead", dead, o => o), ("healthy", healthy, o => o));
        await WriteAsync(pipeline, 100);
        await Eventually.HoldsAsync(() => pipeline.Sinks[1].Ledger.Delivered == 100, "the healthy sink has delivered");
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].FailuresInARow == 1, "the dead sink has failed");

        var stopping = pipeline.StopAsync(TimeSpan.FromMilliseconds(200));
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].FailuresInARow == 2, "the last try has failed");
        Assert.False(stopping.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(200));

        var report = await stopping.WithinLimit();
        Assert.Equal(100, report.Sinks[0].Ledger.Dropped);
        Assert.Equal(100, report.Sinks[1].Ledger.Delivered);
        Assert.All(report.Sinks, sink => Assert.True(sink.Ledger.IsBalanced));
        Assert.False(report.IsClean);
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

    [Fact]
    public async Task AnIdlePipelineDeliversTheNextEventWithoutAnotherPush()
    {
        var sink = new CollectingSink();
        await using var pipeline = Build(("sink", sink, o => o));
        for (var i = 1; i <= 200; i++)
        {
            await WriteAsync(pipeline, 1);
            await Eventually.HoldsAsync(() => sink.Delivered.Count == i, "the event arrives");
        }
    }

    [Fact]
    public async Task OrderNoneDealsEventsOutToLanesThatWorkAtOnce()
    {
        var inside = 0;
        var all = new TaskCompletionSource();
        var sink = new CollectingSink
        {
            OnWrite = async (_, _) =>
            {
                if (Interlocked.Increment(ref inside) == 4)
                {
                    all.SetResult();
                }

                await all.Task;
                return SinkResult.Delivered;
            },
        };
        await using var pipeline = Build(
            (
                "sink",
                sink,
                o =>
                    o with
                    {
                        MaxInFlight = 4,
                        Batch = new BatchOptions { MaxEvents = 1 },
                    }
            )
        );
        await WriteAsync(pipeline, 40);
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(Numbers(40), sink.Sequences.Order());
        Assert.Equal(40, pipeline.Sinks[0].Ledger.Delivered);
    }

    private static readonly RetryOptions Quick = new()
    {
        MinBackoff = TimeSpan.FromMilliseconds(1),
        MaxBackoff = TimeSpan.FromMilliseconds(2),
    };

    private LogPipeline Build(
        params (string Name, CollectingSink Sink, Func<SinkOptions, SinkOptions> Configure)[] sinks
    ) => Build(TimeProvider.System, sinks);

    private LogPipeline Build(
        TimeProvider clock,
        params (string Name, CollectingSink Sink, Func<SinkOptions, SinkOptions> Configure)[] sinks
    )
    {
        var builder = LogPipeline.CreateBuilder().UseEngine(CreateEngine);
        builder.Clock = clock;
        builder.SelfLogWriter = TextWriter.Null;
        foreach (var (name, sink, configure) in sinks)
        {
            builder.AddSink(name, _ => sink.Create(), configure);
        }

        return builder.Build();
    }

    private static async Task WriteAsync(LogPipeline pipeline, int count, string category = "")
    {
        for (var i = 1; i <= count; i++)
        {
            Assert.Equal(WriteOutcome.Accepted, await pipeline.WriteAsync(Draft(i, category)));
        }
    }

    private static LogEventDraft Draft(int number, string category) =>
        new() { Message = $"message {number}", Category = category };

    private static long[] Numbers(int count) => [.. Enumerable.Range(1, count).Select(n => (long)n)];
}
