using System;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Runtime.Delivery;

/// <summary>Law 8: what a sink does between the stop and its deadline, and what those who wait for a flush are told.</summary>
[Trait("Law", "8")]
public sealed class DrainingSinkTests
{
    [Fact]
    public void APausedSinkThatFailsInADrainIsTriedAgainAsAnyOther()
    {
        var driver = new DeliveryDriver();
        driver.Pause();
        driver.Offer(2);
        driver.Drain(TimeSpan.FromSeconds(5));
        driver.Fail(FailureKind.Transient);
        Assert.Null(driver.InFlight);
        driver.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Equal([1, 2], driver.InFlightSequences);
        driver.Deliver();
        driver.FinishFlush();
        Assert.Equal(0, driver.DrainedLeft);
    }

    [Fact]
    public void AFlushIsToldOfWhatADrainHadToGiveUpThoughTheSinkHadNeverFailed()
    {
        var driver = new DeliveryDriver();
        driver.Offer(2);
        driver.Flush("flush");
        driver.Drain(TimeSpan.FromSeconds(5));
        driver.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(2, driver.DrainedLeft);
        Assert.Equal([("flush", new SinkFailure(FailureKind.Fatal, "the sink has stopped"))], driver.Flushed);
    }

    [Fact]
    public void AFlushIsToldWhenTheSinkItselfWasNotFlushedInTime()
    {
        var driver = new DeliveryDriver();
        driver.Offer(2);
        driver.Flush("flush");
        driver.Deliver();
        Assert.True(driver.IsFlushing);
        driver.Drain(TimeSpan.FromSeconds(5));
        driver.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(0, driver.DrainedLeft);
        Assert.Equal([("flush", new SinkFailure(FailureKind.Fatal, "the sink has stopped"))], driver.Flushed);
    }
}
