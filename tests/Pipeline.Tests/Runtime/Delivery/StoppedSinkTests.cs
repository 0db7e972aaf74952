using System;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Runtime.Delivery;

public sealed class StoppedSinkTests
{
    [Fact]
    public void WhatIsOfferedAfterTheEndIsDropped()
    {
        var driver = new DeliveryDriver();
        driver.Drain(TimeSpan.FromSeconds(10));
        driver.FinishFlush();
        Assert.Equal(0, driver.DrainedLeft);

        driver.Offer(2);

        Assert.Equal([(1, DropReason.Stopped), (2, DropReason.Stopped)], driver.Dropped);
    }

    [Fact]
    public async Task ASinkThatHasStoppedKeepsWhatItHasRoomForAndCountsTheRestAsDropped()
    {
        var stderr = new SharedText();
        var gone = SinkResult.Failed(new SinkFailure(FailureKind.Fatal, "the reader has gone"));
        var sink = new CollectingSink { OnWrite = (_, _) => new(gone) };
        var builder = LogPipeline
            .CreateBuilder()
            .AddSink("sink", _ => sink.Create(), o => o with { Queue = new() { MaxEvents = 10 } });
        builder.SelfLogWriter = stderr;
        await using var pipeline = builder.Build();
        var logger = pipeline.LoggerProvider.CreateLogger("Shop");
        logger.LogInformation("the first");
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].State == SinkState.Stopped, "the sink has stopped");

        for (var i = 0; i < 100; i++)
        {
            logger.LogInformation("event {Number}", i);
        }

        await Eventually.HoldsAsync(
            () => pipeline.Sinks[0].Ledger is { Accepted: 101, Buffered: <= 10, Dropped: >= 91 },
            "what does not fit is dropped"
        );
        Assert.DoesNotContain("bug in the pipeline", stderr.ToString());
    }
}
