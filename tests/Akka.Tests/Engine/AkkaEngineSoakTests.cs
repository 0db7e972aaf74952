using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Sinks;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Xunit2;
using Xunit;

namespace ActorLog.AkkaNet.Tests.Engine;

/// <summary>20,000 events through workers that fail and actors that are killed: strict order, no duplicate made by a kill, a balanced ledger.</summary>
public sealed class AkkaEngineSoakTests() : TestKit(Quiet.Hocon, output: null)
{
    private const int Count = 20_000;

    [Theory]
    [InlineData(50, Count)]
    [InlineData(1, 2_000)]
    public async Task NothingIsLostOrReorderedWhenWorkersFailAndActorsAreKilled(int batch, int count)
    {
        var faults = new Faults(7);
        var sink = faults.Destination();
        var dead = CreateTestProbe();
        Sys.EventStream.Subscribe(dead, typeof(DeadLetter));
        var pipeline = Build(sink, batch);
        for (var i = 1; i <= count; i++)
        {
            await pipeline.WriteAsync(new LogEventDraft { Message = $"message {i}" });
            if (i % 100 == 0)
            {
                Attack(i / 100);
                await Task.Yield();
            }
        }

        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(Enumerable.Range(1, count).Select(n => (long)n), sink.Sequences);
        var report = await pipeline.StopAsync().WithinLimit();
        Assert.True(report.IsClean, report.ToString());
        Assert.True(report.Sinks[0].Ledger.IsBalanced);
        Assert.True(faults.Thrown > 0 && faults.Unmade > 0, $"{faults.Thrown} faults, {faults.Unmade} not made");
        Assert.Equal(0, DeadEvents(dead));
    }

    [Fact]
    public async Task WhenTheRouterItselfIsKilledThePoolTakesItsTurns()
    {
        var sink = new CollectingSink();
        var pipeline = Build(sink, 10);
        await pipeline.WriteAsync(new LogEventDraft { Message = "before" });
        await pipeline.FlushAsync().WithinLimit();
        Sys.ActorSelection("/system/actorlog-*").Tell(Kill.Instance);
        for (var i = 0; i < 1_000; i++)
        {
            await pipeline.WriteAsync(new LogEventDraft { Message = $"message {i}" });
        }

        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(1_001, sink.Delivered.Count);
        Assert.True((await pipeline.StopAsync().WithinLimit()).IsClean);
    }

    // Its timer ends with it, and no event comes to tell of that.
    [Fact]
    public async Task WhenASinksActorIsKilledBeforeARetryThePoolRetries()
    {
        var writes = 0;
        var sink = new CollectingSink
        {
            OnWrite = (_, _) =>
                Interlocked.Increment(ref writes) == 1 ? throw new IOException("503") : new(SinkResult.Delivered),
        };
        var pipeline = Build(sink, 10, minBackoff: TimeSpan.FromSeconds(2));
        await pipeline.WriteAsync(new LogEventDraft { Message = "again" });

        // On a machine that stands still meanwhile the retry comes before the kill.
        await Eventually.HoldsAsync(
            () => pipeline.Sinks[0].FailuresInARow == 1 || sink.Delivered.Count == 1,
            "the first write has failed"
        );

        Sys.ActorSelection("/system/actorlog-*/*").Tell(PoisonPill.Instance);

        await Eventually.HoldsAsync(() => sink.Delivered.Count == 1, "the second write is made");
        Assert.True((await pipeline.StopAsync().WithinLimit()).IsClean);
    }

    [Fact]
    public async Task ThePipelineMovesIntoAnActorSystemAndOutOfItWithoutLosingOrReorderingALine()
    {
        var engine = new AkkaEngine();
        var sink = new CollectingSink();
        var pipeline = Build(sink, 10, () => engine);
        var system = Quiet.System("guest");
        var writing = Task.Run(async () =>
        {
            for (var i = 1; i <= Count; i++)
            {
                await pipeline.WriteAsync(new LogEventDraft { Message = $"message {i}" });
            }
        });
        engine.AttachTo(system);
        await Eventually.HoldsAsync(() => sink.Delivered.Count > Count / 10, "a part is delivered");
        await system.Terminate().WithinLimit();
        await writing.WithinLimit();
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(Enumerable.Range(1, Count).Select(n => (long)n), sink.Sequences);
        Assert.True((await pipeline.StopAsync().WithinLimit()).IsClean);
    }

    private void Attack(int turn)
    {
        var target = turn % 4 < 2 ? "/system/actorlog-*/*/*" : "/system/actorlog-*/*";
        object weapon = turn % 2 == 0 ? Kill.Instance : PoisonPill.Instance;
        Sys.ActorSelection(target).Tell(weapon);
    }

    private static int DeadEvents(Akka.TestKit.TestProbe dead)
    {
        var count = 0;
        while (dead.HasMessages)
        {
            count += dead.ReceiveOne(TimeSpan.Zero) is DeadLetter { Message: AkkaNet.Engine.WorkItem } ? 1 : 0;
        }

        return count;
    }

    private LogPipeline Build(
        CollectingSink sink,
        int batch,
        Func<Runtime.IPipelineEngine>? engine = null,
        TimeSpan? minBackoff = null
    )
    {
        var builder = LogPipeline.CreateBuilder().UseEngine(engine ?? (() => new AkkaEngine(Sys)));
        builder.SelfLogWriter = TextWriter.Null;
        var retry = new RetryOptions
        {
            MinBackoff = minBackoff ?? TimeSpan.FromMilliseconds(1),
            MaxBackoff = minBackoff ?? TimeSpan.FromMilliseconds(2),
        };
        return builder
            .AddSink(
                "sink",
                _ => sink.Create(),
                options =>
                    options with
                    {
                        Retry = retry,
                        Batch = new BatchOptions { MaxEvents = batch },
                        CircuitBreaker = new CircuitBreakerOptions { ResetTimeout = TimeSpan.FromMilliseconds(5) },
                    }
            )
            .Build();
    }

    private sealed class Faults(int seed)
    {
        private readonly Random _random = new(seed);

        public int Thrown { get; private set; }

        public int Unmade { get; private set; }

        public CollectingSink Destination() =>
            new()
            {
                OnCreate = () =>
                {
                    if (Chance())
                    {
                        Unmade++;
                        throw new InvalidOperationException("cannot be made");
                    }
                },
                OnWrite = async (_, _) =>
                {
                    await Task.Yield();
                    if (Chance())
                    {
                        Thrown++;
                        throw new IOException("503");
                    }

                    return SinkResult.Delivered;
                },
            };

        private bool Chance()
        {
            lock (_random)
            {
                return _random.Next(100) < 10;
            }
        }
    }
}
