using System;
using System.Linq;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Runtime.Delivery;

/// <summary>What comes back from an outage is not knocked over by what had piled up.</summary>
public sealed class DrainRateTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly DeliveryDriver _driver = new(
        DeliveryDriver.Plain with
        {
            Batch = new BatchOptions { MaxEvents = 100 },
            CircuitBreaker = new CircuitBreakerOptions { MaxFailures = 2, DrainRate = 10 },
        }
    );

    [Fact]
    public void AfterAnOutageSoManyEventsASecondAreDelivered()
    {
        ComeBackWith(backlog: 25);
        Assert.Null(_driver.InFlight);
        _driver.Advance(Second);
        Assert.Equal(Enumerable.Range(2, 10).Select(n => (long)n), _driver.InFlightSequences);
        _driver.Deliver();
        Assert.Null(_driver.InFlight);
        _driver.Advance(Second);
        Assert.Equal(Enumerable.Range(12, 10).Select(n => (long)n), _driver.InFlightSequences);
    }

    [Fact]
    public void WhenTheBacklogIsGoneThereIsNoLimitAnyMore()
    {
        ComeBackWith(backlog: 5);
        _driver.Advance(Second);
        _driver.Deliver();
        _driver.Offer(60);
        Assert.Equal(60, _driver.InFlightSequences.Count());
    }

    [Fact]
    public void WhatComesAgainWasNotDelivered()
    {
        ComeBackWith(backlog: 25);
        _driver.Advance(Second);
        _driver.Answer(SinkResult.Partial(1));
        Assert.Null(_driver.InFlight);

        _driver.Advance(Second / 10);
        Assert.Equal(Enumerable.Range(3, 9).Select(n => (long)n), _driver.InFlightSequences);
    }

    [Fact]
    public void AFailureThatIsNoOutageSlowsNothingDown()
    {
        _driver.Offer(1);
        _driver.Fail(FailureKind.Transient);
        _driver.Offer(50);
        _driver.Advance(Second);
        _driver.Deliver();
        Assert.Equal(50, _driver.InFlightSequences.Count());
    }

    [Fact]
    public void AShutdownDoesNotWaitForIt()
    {
        ComeBackWith(backlog: 25);
        _driver.Drain(Second * 5);
        Assert.Equal(25, _driver.InFlightSequences.Count());
    }

    private void ComeBackWith(int backlog)
    {
        _driver.Offer(1);
        _driver.Fail(FailureKind.Transient);
        _driver.Advance(Second);
        _driver.Fail(FailureKind.Transient);
        _driver.Offer(backlog);
        _driver.Advance(Second);
        _driver.Deliver();
    }
}
