using System;
using System.Threading.Tasks;
using System.Threading.Tasks.Dataflow;
using ActorLog.Contracts;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Runtime.Threads;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Runtime;

/// <summary>A bug costs the events that it meets, which are counted and told; the router goes on.</summary>
public sealed class RouterGuardTests
{
    [Fact]
    [Trait("Law", "4")]
    public async Task Law4WhatAnEngineFailsToCarryIsCountedAndAllElseArrives()
    {
        var (broken, healthy, stderr) = (new CollectingSink(), new CollectingSink(), new SharedText());
        var engine = new TrippingEngine("broken");
        var builder = LogPipeline
            .CreateBuilder()
            .AddSink("broken", _ => broken.Create())
            .AddSink("healthy", _ => healthy.Create())
            .UseEngine(() => engine);
        builder.SelfLogWriter = stderr;
        var pipeline = builder.Build();
        var logger = pipeline.LoggerProvider.CreateLogger("Shop");
        logger.LogInformation("before");
        await pipeline.FlushAsync().WithinLimit();

        engine.Trips = true;
        logger.LogInformation("meanwhile");
        var report = await pipeline.FlushAsync().WithinLimit();
        Assert.False(report.IsComplete);
        engine.Trips = false;

        logger.LogInformation("after");
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(["before", "after"], broken.Messages);
        Assert.Equal(["before", "meanwhile", "after"], healthy.Messages);
        Assert.Equal(new SinkLedger(3, 0, 2, 1, 0, 0), pipeline.Sinks[0].Ledger);
        Assert.Equal(1, pipeline.Sinks[0].Drops[DropReason.Bug, LogLevel.Information]);
        Assert.Equal(0, pipeline.Sinks[0].QueuedEvents);
        await pipeline.DisposeAsync();
        await Eventually.HoldsAsync(
            () => stderr.ToString().Contains("sink 'broken': a bug in the pipeline", StringComparison.Ordinal),
            "stderr is told"
        );
    }

    [Fact]
    [Trait("Law", "4")]
    public void Law4AnEventAtWhichTheRouterFailsIsLostToAllSinksAndTheOthersOfItsTurnAreNot()
    {
        var (ingress, sinks, core) = RouterParts.Assemble();
        var engine = new NotingEngine();
        for (var i = 0; i < 3; i++)
        {
            var logEvent = EventPool.Rent();
            logEvent.Category = i == 1 ? null! : new LogCategory("Shop");
            ingress.Write(logEvent);
        }

        Assert.True(core.Turn(engine));
        Assert.Equal(2, engine.Messages.Count);
        Assert.All(engine.Messages, message => Assert.Equal(2, message.Count));
        Assert.All(sinks.Accounts, account => Assert.Equal(1, account.Dropped.Total));
        Assert.All(sinks.Accounts, account => Assert.Equal((2, 0), (account.QueuedEvents, account.Filtered)));
        Assert.False(core.Turn(engine));
    }

    /// <summary>Fails to carry messages to one sink while it trips.</summary>
    private sealed class TrippingEngine(string name) : IPipelineEngine
    {
        private readonly ThreadEngine _engine = new();
        private ActionBlock<int>? _router;

        public volatile bool Trips;

        public void Start(EngineContext context)
        {
            _engine.Start(context);
            _router = new ActionBlock<int>(_ =>
            {
                while (context.Router.Turn(this))
                {
                    // Until there is nothing.
                }
            });
        }

        public void WakeRouter() => _router!.Post(0);

        public void Tell(SinkCore sink, SinkMessage message)
        {
            if (Trips && sink.Name == name)
            {
                throw new InvalidOperationException("tripped");
            }

            _engine.Tell(sink, message);
        }

        public ValueTask DisposeAsync() => _engine.DisposeAsync();
    }
}
