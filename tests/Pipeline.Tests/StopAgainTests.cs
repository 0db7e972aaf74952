using System;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Runtime.Threads;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests;

public sealed class StopAgainTests
{
    [Fact]
    public async Task AStopThatHasTimeIsCutShortByOneThatHasNone()
    {
        var pipeline = Running.Pipeline(builder => builder.AddSink("sink", _ => new DownSink()));
        Assert.Equal(WriteOutcome.Accepted, pipeline.TryWrite(new LogEventDraft { Message = "a" }));

        var stopping = pipeline.StopAsync(TimeSpan.FromDays(1));
        var again = pipeline.StopAsync(TimeSpan.Zero);

        Assert.Same(stopping, again);
        var sink = Assert.Single((await stopping.WithinLimit()).Sinks);
        Assert.Equal((0, 1, 0), (sink.Ledger.Delivered, sink.Ledger.Dropped, sink.Ledger.Buffered));
    }

    [Fact]
    public async Task AStopWhoseTimeIsOverAlreadyStopsAtOnce()
    {
        var pipeline = Running.Pipeline(builder => builder.AddSink("sink", _ => new DownSink()));
        pipeline.TryWrite(new LogEventDraft { Message = "a" });

        var report = await pipeline.StopAsync(TimeSpan.FromSeconds(-5)).WithinLimit();

        Assert.Equal(1, Assert.Single(report.Sinks).Ledger.Dropped);
    }

    [Fact]
    public async Task AnEngineThatBreaksAtItsEndDoesNotTakeTheReportAlong()
    {
        var told = new SharedText();
        var builder = LogPipeline.CreateBuilder().AddSink("sink", _ => new CollectingSink().Create());
        builder.SelfLogWriter = told;
        var pipeline = builder.UseEngine(() => new BrokenEngine()).Build();
        pipeline.TryWrite(new LogEventDraft { Message = "a" });

        var report = await pipeline.StopAsync().WithinLimit();

        Assert.Equal(1, report.Sinks[0].Ledger.Delivered);
        Assert.Contains("the engine broke: NotSupportedException: no end", told.ToString());
    }

    [Fact]
    public async Task WhatIsLoggedAfterTheStopIsToldOnStderr()
    {
        var told = new SharedText();
        var builder = LogPipeline.CreateBuilder().AddSink("sink", _ => new CollectingSink().Create());
        builder.SelfLogWriter = told;
        var pipeline = builder.Build();
        await pipeline.StopAsync().WithinLimit();

        pipeline.LoggerProvider.CreateLogger("Shop").LogInformation("late");
        pipeline.LoggerProvider.CreateLogger("Shop").LogInformation("later");

        await Eventually.HoldsAsync(() => told.ToString().Length > 0, "stderr is told");
        Assert.Equal(
            "actorlog: an event was logged after the pipeline had stopped, and is lost",
            told.ToString().Trim()
        );
    }

    private sealed class BrokenEngine : IPipelineEngine
    {
        private readonly ThreadEngine _engine = new();

        public void Start(EngineContext context) => _engine.Start(context);

        public void WakeRouter() => _engine.WakeRouter();

        public void Tell(SinkCore sink, SinkMessage message) => _engine.Tell(sink, message);

        public ValueTask DisposeAsync() => throw new NotSupportedException("no end");
    }

    private sealed class DownSink : ILogSink
    {
        public ValueTask<SinkResult> WriteAsync(LogBatch batch, CancellationToken cancellationToken) =>
            new(SinkResult.Failed(new SinkFailure(FailureKind.Transient, "down")));

        public ValueTask FlushAsync(CancellationToken cancellationToken) => default;

        public ValueTask DisposeAsync() => default;
    }
}
