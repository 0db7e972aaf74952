using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Journal;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Contracts;

/// <summary>What every engine must do. An engine's tests inherit this suite and say how the engine is made.</summary>
public abstract partial class EngineContract : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <summary>Makes the engine under test.</summary>
    protected abstract IPipelineEngine CreateEngine();

    /// <summary>Whether every sink is fed from a journal: nothing of what a sink sees may depend on it.</summary>
    protected virtual bool IsDurable => false;

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
    public async Task AFlushAfterTheEndHasNothingToWaitFor()
    {
        var sink = new CollectingSink();
        var pipeline = Build(("sink", sink, o => o));
        await WriteAsync(pipeline, 10);
        await pipeline.StopAsync().WithinLimit();
        var report = await pipeline.FlushAsync().WithinLimit();
        Assert.Equal("the sink has stopped", report.Results["sink"]?.Reason);
        Assert.Equal(Numbers(10), sink.Sequences);
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
        var later = new RetryOptions { MinBackoff = TimeSpan.FromMinutes(1), MaxBackoff = TimeSpan.FromMinutes(1) };
        var pipeline = Build(clock, ("dead", dead, o => o with { Retry = later }), ("healthy", healthy, o => o));
        await WriteAsync(pipeline, 100);
        await Eventually.HoldsAsync(() => pipeline.Sinks[1].Ledger.Delivered == 100, "the healthy sink has delivered");
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].FailuresInARow == 1, "the dead sink has failed");

        var stopping = pipeline.StopAsync(TimeSpan.FromMilliseconds(200));
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].FailuresInARow == 2, "the last try has failed");
        if (!IsDurable)
        {
            // What a durable sink has not delivered is safe: nobody waits for it.
            Assert.False(stopping.IsCompleted);
            clock.Advance(TimeSpan.FromMilliseconds(200));
        }

        var report = await stopping.WithinLimit();
        Assert.Equal(IsDurable ? 0 : 100, report.Sinks[0].Ledger.Dropped);
        Assert.Equal(IsDurable ? 100 : 0, report.Kept);
        Assert.Equal(IsDurable, report.IsLossless);
        Assert.Equal(100, report.Sinks[1].Ledger.Delivered);
        Assert.All(report.Sinks, sink => Assert.True(sink.Ledger.IsBalanced));
        Assert.False(report.IsClean);
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

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

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
        if (IsDurable)
        {
            builder.With(o =>
                o with
                {
                    Journal = new JournalOptions { Enabled = true, Path = _folder.Path },
                }
            );
        }

        foreach (var (name, sink, configure) in sinks)
        {
            builder.AddSink(name, _ => sink.Create(), options => configure(options with { Durable = IsDurable }));
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
