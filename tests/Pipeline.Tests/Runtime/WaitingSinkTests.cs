using System;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Runtime.Threads;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Runtime;

/// <summary>A sink that makes callers wait drops nothing, however unlucky the moment at which it fills up.</summary>
public sealed class WaitingSinkTests
{
    private const int Limit = 100;

    // The last tenth is kept for warnings.
    private const int Fits = Limit - (Limit / 10);

    [Fact]
    public async Task WhatWasAcceptedBeforeTheGateClosedFitsBehindTheLimit()
    {
        var waits = new QueueOptions { MaxEvents = Limit, WhenFull = WhenFull.Wait };
        var one = new BatchOptions { MaxEvents = 1 };
        var gate = new TaskCompletionSource<SinkResult>();
        var sink = new CollectingSink { OnWrite = (_, _) => new(gate.Task) };
        var engine = new ReluctantEngine();
        var pipeline = Running.Pipeline(
            builder =>
                builder
                    .AddSink(
                        "sink",
                        _ => sink.Create(),
                        o => o with { Queue = waits, Batch = one, Timeout = TimeSpan.FromHours(1) }
                    )
                    .UseEngine(() => engine),
            o => o with { Queue = waits }
        );
        var logger = pipeline.LoggerProvider.CreateLogger("Shop");
        Write(logger, Fits - 1);
        engine.Turn();

        // While the router has a full page in hand, the ingress is filled again; then the sink is found to be full.
        Write(logger, Fits);
        engine.BeforeNextTell = () => Write(logger, Fits);
        engine.Turn();
        engine.Sleep();

        sink.OnWrite = (_, _) => new(SinkResult.Delivered);
        gate.SetResult(SinkResult.Delivered);
        engine.IsEager = true;
        await pipeline.StopAsync().WithinLimit();
        Assert.Equal(0, pipeline.Refused.Total);
        Assert.Equal(new SinkLedger((3 * Fits) - 1, 0, (3 * Fits) - 1, 0, 0, 0), pipeline.Sinks[0].Ledger);
    }

    [Fact]
    [Trait("Law", "10")]
    public async Task WhoHasWaitedInVainHasHisEventDroppedByTheSinkThatIsFull()
    {
        var impatient = new QueueOptions
        {
            MaxEvents = Limit,
            WhenFull = WhenFull.Wait,
            MaxWait = TimeSpan.Zero,
        };
        var one = new BatchOptions { MaxEvents = 1 };
        var gate = new TaskCompletionSource<SinkResult>();
        var sink = new CollectingSink { OnWrite = (_, _) => new(gate.Task) };
        var other = new CollectingSink();
        var engine = new ReluctantEngine();
        var pipeline = Running.Pipeline(builder =>
            builder
                .AddSink(
                    "sink",
                    _ => sink.Create(),
                    o => o with { Queue = impatient, Batch = one, Timeout = TimeSpan.FromHours(1) }
                )
                .AddSink("other", _ => other.Create())
                .UseEngine(() => engine)
        );
        var logger = pipeline.LoggerProvider.CreateLogger("Shop");
        Write(logger, Fits);
        engine.Turn();

        // One more fits beside the event in flight.
        Write(logger, 1_000);
        engine.Sleep();

        await Eventually.HoldsAsync(
            () => pipeline.Sinks[0].Ledger == new SinkLedger(Fits + 1_000, 0, 0, 999, 0, Fits + 1),
            "what does not fit is dropped"
        );
        sink.OnWrite = (_, _) => new(SinkResult.Delivered);
        gate.SetResult(SinkResult.Delivered);
        engine.IsEager = true;
        var report = await pipeline.StopAsync().WithinLimit();
        Assert.Equal(new SinkLedger(Fits + 1_000, 0, Fits + 1, 999, 0, 0), report.Sinks[0].Ledger);
        Assert.Equal(Fits + 1_000, other.Delivered.Count);
    }

    [Fact]
    public async Task WhoOffersNothingIsToldWhetherAnythingWouldBeTaken()
    {
        var waits = new QueueOptions { MaxEvents = Limit, WhenFull = WhenFull.Wait };
        var gate = new TaskCompletionSource<SinkResult>();
        var sink = new CollectingSink { OnWrite = (_, _) => new(gate.Task) };
        var engine = new ReluctantEngine();
        var pipeline = Running.Pipeline(
            builder =>
                builder
                    .AddSink("sink", _ => sink.Create(), o => o with { Queue = waits, Timeout = TimeSpan.FromHours(1) })
                    .UseEngine(() => engine),
            o => o
        );
        Write(pipeline.LoggerProvider.CreateLogger("Shop"), Fits);
        Assert.Equal(WriteOutcome.Accepted, pipeline.TryWriteAll([]));

        engine.Turn();

        Assert.Equal(WriteOutcome.Full, pipeline.TryWriteAll([]));
        Assert.Equal(WriteOutcome.Full, pipeline.TryWrite(new LogEventDraft { Level = LogLevel.Critical }));
        gate.SetResult(SinkResult.Delivered);
        engine.IsEager = true;
        await pipeline.StopAsync().WithinLimit();
        Assert.Equal(WriteOutcome.Stopped, pipeline.TryWriteAll([]));
    }

    private static void Write(ILogger logger, int count)
    {
        for (var i = 0; i < count; i++)
        {
            logger.LogInformation("event {Number}", i);
        }
    }

    /// <summary>Its router takes a turn when the test says so.</summary>
    private sealed class ReluctantEngine : IPipelineEngine
    {
        private readonly ThreadEngine _engine = new();
        private EngineContext _context = null!;

        public Action? BeforeNextTell { get; set; }

        public bool IsEager { get; set; }

        public void Start(EngineContext context)
        {
            _context = context;
            _engine.Start(context);
        }

        public void WakeRouter()
        {
            if (IsEager)
            {
                _engine.WakeRouter();
            }
        }

        public void Turn() => Assert.True(_context.Router.Turn(this));

        public void Sleep()
        {
            while (_context.Router.Turn(this))
            {
                // Until there is nothing.
            }
        }

        public void Tell(SinkCore sink, SinkMessage message)
        {
            var before = BeforeNextTell;
            BeforeNextTell = null;
            before?.Invoke();
            _engine.Tell(sink, message);
        }

        public ValueTask DisposeAsync() => _engine.DisposeAsync();
    }
}
