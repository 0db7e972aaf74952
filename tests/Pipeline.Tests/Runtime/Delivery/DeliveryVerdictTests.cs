using System;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Runtime.Delivery;

/// <summary>What becomes of the events of a batch when the destination has judged each by itself.</summary>
[Trait("Law", "6")]
public sealed class DeliveryVerdictTests
{
    [Fact]
    public void VerdictsPerEventDeliverBuryAndRepeat()
    {
        var driver = new DeliveryDriver();
        driver.Offer(4);
        var busy = new SinkFailure(FailureKind.Transient, "429");
        var bad = new SinkFailure(FailureKind.Rejected, "400");
        driver.Answer(SinkResult.PerEvent([null, bad, busy, null]));
        Assert.Equal([1, 4], driver.Delivered);
        Assert.Equal([2], driver.DeadLettered);
        driver.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Equal([3], driver.InFlightSequences);
    }

    [Fact]
    public void ADestinationThatWillNotHaveAnyEventNowIsAskedMoreAndMoreSeldomAndCountsAsDown()
    {
        var driver = new DeliveryDriver();
        driver.Offer(2);
        var busy = new SinkFailure(FailureKind.Transient, "429");
        for (var failures = 1; failures <= 5; failures++)
        {
            driver.Answer(SinkResult.PerEvent([busy, busy]));
            Assert.Equal(failures, driver.Machine.FailuresInARow);
            driver.Advance(TimeSpan.FromMilliseconds((200 << (failures - 1)) - 1));
            Assert.Null(driver.InFlight);
            driver.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Equal([1, 2], driver.InFlightSequences);
        }

        Assert.Equal(SinkState.Open, driver.Machine.State);
        driver.Answer(SinkResult.PerEvent([null, busy]));
        Assert.Equal(1, driver.Machine.FailuresInARow);
    }

    [Fact]
    public void EventsBehindTheLastVerdictAreAskedForAgainAtOnce()
    {
        var driver = new DeliveryDriver();
        driver.Offer(5);
        var bad = new SinkFailure(FailureKind.Rejected, "400");
        driver.Answer(SinkResult.PerEvent([null, bad]));
        Assert.Equal([1], driver.Delivered);
        Assert.Equal([2], driver.DeadLettered);
        Assert.Equal([3, 4, 5], driver.InFlightSequences);
    }

    [Fact]
    public void EventsBehindTheLastVerdictStayBehindThoseThatAreTriedAgain()
    {
        var driver = new DeliveryDriver();
        driver.Offer(5);
        var busy = new SinkFailure(FailureKind.Transient, "429");
        driver.Answer(SinkResult.PerEvent([null, busy]));
        driver.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Equal([2], driver.InFlightSequences);
        driver.Deliver();
        Assert.Equal([3, 4, 5], driver.InFlightSequences);
    }
}
