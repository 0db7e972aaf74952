using System;
using System.Linq;
using ActorLog.Runtime;
using ActorLog.Runtime.Delivery;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Runtime.Delivery;

/// <summary>Law 6: the kind of a failure decides what follows from it.</summary>
[Trait("Law", "6")]
public sealed class DeliveryMachineTests
{
    private static readonly DeliveryOptions Plain = DeliveryDriver.Plain;

    [Fact]
    public void WhatIsWaitingIsWrittenTogetherUpToTheLimit()
    {
        var driver = new DeliveryDriver(Plain with { Batch = new BatchOptions { MaxEvents = 3 } });
        driver.Offer(5);
        Assert.Equal([1, 2, 3], driver.InFlightSequences);
        driver.Deliver();
        Assert.Equal([4, 5], driver.InFlightSequences);
    }

    [Fact]
    public void OneBatchIsInFlightAtATime()
    {
        var driver = new DeliveryDriver();
        driver.Offer(1);
        driver.Offer(1);
        Assert.Equal([1], driver.InFlightSequences);
        Assert.Single(driver.Writes);
    }

    [Fact]
    public void ItIsIdleWhenItCouldUseAnEventNow()
    {
        var driver = new DeliveryDriver();
        Assert.True(driver.Machine.IsIdle);
        driver.Offer(2);
        Assert.False(driver.Machine.IsIdle);

        // Until the next try it could do nothing with another event.
        driver.Fail(FailureKind.Transient);
        Assert.False(driver.Machine.IsIdle);
        driver.Advance(TimeSpan.FromMilliseconds(200));
        driver.Deliver();
        Assert.True(driver.Machine.IsIdle);
    }

    [Fact]
    public void AFailedBatchIsSentAgainBeforeAnyLaterEvent()
    {
        var driver = new DeliveryDriver();
        driver.Offer(2);
        driver.Offer(3);
        driver.Fail(FailureKind.Transient);
        Assert.Null(driver.InFlight);
        driver.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Equal([1, 2], driver.InFlightSequences);
        Assert.Equal((1L, 2), (driver.InFlight!.Number, driver.InFlight.Attempt));
        driver.Deliver();
        driver.Deliver();
        Assert.Equal([1, 2, 3, 4, 5], driver.Delivered);
    }

    [Fact]
    public void TheBackoffDoublesUpToItsMaximumAndIsNotOneMillisecondEarly()
    {
        var driver = new DeliveryDriver(
            Plain with
            {
                Retry = new RetryOptions
                {
                    MinBackoff = TimeSpan.FromMilliseconds(100),
                    MaxBackoff = TimeSpan.FromMilliseconds(800),
                    RandomFactor = 0,
                },
            }
        );
        driver.Offer(1);
        foreach (var wait in new[] { 100, 200, 400, 800, 800 })
        {
            driver.Fail(FailureKind.Transient);
            driver.Advance(TimeSpan.FromMilliseconds(wait - 1));
            Assert.Null(driver.InFlight);
            driver.Advance(TimeSpan.FromMilliseconds(1));
            Assert.NotNull(driver.InFlight);
        }
    }

    [Fact]
    public void RetryAfterIsHonouredWhenItIsLongerThanTheBackoff()
    {
        var driver = new DeliveryDriver();
        driver.Offer(1);
        driver.Fail(FailureKind.Transient, TimeSpan.FromSeconds(7));
        driver.Advance(TimeSpan.FromSeconds(6.999));
        Assert.Null(driver.InFlight);
        driver.Advance(TimeSpan.FromSeconds(0.001));
        Assert.NotNull(driver.InFlight);
    }

    [Fact]
    public void ARejectedBatchIsHalvedUntilTheCulpritStandsAlone()
    {
        var driver = new DeliveryDriver();
        driver.Offer(8);
        while (driver.InFlight is not null)
        {
            if (driver.InFlightSequences.Contains(6))
            {
                driver.Fail(FailureKind.Rejected);
            }
            else
            {
                driver.Deliver();
            }
        }

        Assert.Equal([1, 2, 3, 4, 5, 7, 8], driver.Delivered);
        Assert.Equal([6], driver.DeadLettered);
        Assert.Equal(SinkState.Running, driver.Machine.State);
    }

    [Fact]
    public void TheFrontOfABatchThatWasDeliveredIsNotSentAgain()
    {
        var driver = new DeliveryDriver();
        driver.Offer(5);
        driver.Answer(SinkResult.Failed(new SinkFailure(FailureKind.Transient, "503"), deliveredPrefix: 2));
        Assert.Equal([1, 2], driver.Delivered);
        driver.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Equal([3, 4, 5], driver.InFlightSequences);
        Assert.Equal(2, driver.InFlight!.Number);
    }

    [Fact]
    public void ASinkThatCameBackEarlyIsAskedForTheRestAtOnce()
    {
        var driver = new DeliveryDriver();
        driver.Offer(5);
        driver.Answer(SinkResult.Partial(3));
        Assert.Equal([4, 5], driver.InFlightSequences);
        Assert.Equal(SinkState.Running, driver.Machine.State);
    }

    [Fact]
    public void ARefusalKeepsTheDataAndIsProbedSlowly()
    {
        var driver = new DeliveryDriver();
        driver.Offer(2);
        driver.Fail(FailureKind.Refused);
        Assert.Equal(SinkState.Refused, driver.Machine.State);
        driver.Advance(TimeSpan.FromSeconds(59.9));
        Assert.Null(driver.InFlight);
        driver.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal([1, 2], driver.InFlightSequences);
        driver.Deliver();
        Assert.Equal(SinkState.Running, driver.Machine.State);
    }

    [Fact]
    public void AFatalFailureStopsTheSinkAndKeepsItsData()
    {
        var driver = new DeliveryDriver();
        driver.Offer(2);
        driver.Fail(FailureKind.Fatal);
        driver.Offer(1);
        driver.Advance(TimeSpan.FromDays(1));
        Assert.Equal(SinkState.Stopped, driver.Machine.State);
        Assert.Equal(3, driver.Machine.Buffered);
        driver.Resume();
        driver.Deliver();
        driver.Deliver();
        Assert.Equal([1, 2, 3], driver.Delivered);
    }

    [Fact]
    public void AWorkerThatHangsIsStoppedAtItsTimeoutAndItsLateAnswerIgnored()
    {
        var driver = new DeliveryDriver();
        driver.Offer(1);
        var late = driver.Ticket;
        driver.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, driver.WorkersStopped);
        driver.AnswerLate(late, SinkResult.Delivered);
        Assert.Empty(driver.Delivered);
        driver.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Equal((1L, 2), (driver.InFlight!.Number, driver.InFlight.Attempt));
        driver.AnswerLate(late, SinkResult.Delivered);
        Assert.Empty(driver.Delivered);
        driver.Deliver();
        Assert.Equal([1], driver.Delivered);
    }

    [Fact]
    public void AnOpenCircuitWaitsAtLeastItsResetTimeoutAndThenProbes()
    {
        var driver = new DeliveryDriver(
            Plain with
            {
                CircuitBreaker = new CircuitBreakerOptions { MaxFailures = 2, ResetTimeout = TimeSpan.FromSeconds(20) },
            }
        );
        driver.Offer(1);
        driver.Fail(FailureKind.Transient);
        driver.Advance(TimeSpan.FromMilliseconds(200));
        driver.Fail(FailureKind.Transient);
        Assert.Equal(SinkState.Open, driver.Machine.State);
        driver.Advance(TimeSpan.FromSeconds(19.9));
        Assert.Null(driver.InFlight);
        driver.Advance(TimeSpan.FromSeconds(0.1));
        driver.Deliver();
        Assert.Equal(SinkState.Running, driver.Machine.State);
    }

    [Fact]
    public void AFullQueueDropsTheNewestAndKeepsItsLastTenthForWarnings()
    {
        var driver = Full(WhenFull.DropNewest);
        driver.Offer(20);
        Assert.Equal(Enumerable.Range(11, 11).Select(n => (long)n), driver.Dropped.Select(d => d.Sequence));
        driver.Offer(2, LogLevel.Warning);
        Assert.Equal(23, driver.Dropped[^1].Sequence);
        Assert.Equal(12, driver.Dropped.Count);
    }

    [Fact]
    public void DropOldestKeepsTheLatestAndSparesWarnings()
    {
        var driver = Full(WhenFull.DropOldest);
        driver.Offer(1, LogLevel.Error); // 2
        driver.Offer(20);
        Assert.DoesNotContain(driver.Dropped, d => d.Sequence == 2);
        Assert.Equal(12, driver.Dropped.Count);
        driver.Deliver();
        Assert.Equal([0, 2, 15, 16, 17, 18, 19, 20, 21, 22], driver.InFlightSequences);
    }

    [Fact]
    public void ADropIsToldInTheStreamWithItsRangeAndLevels()
    {
        var driver = Full(WhenFull.DropNewest);
        driver.Offer(12);
        driver.Deliver();
        var gap = driver.InFlight![0];
        Assert.Equal(
            "3 events were dropped here (queue-full; Information 3), between sequence 11 and 13",
            ActorLog.Text.LogFormats.MessageOf(gap)
        );
        Assert.Equal(LogLevel.Warning, gap.Level);
    }

    [Fact]
    public void AGapAtTheEndOfTheStreamIsToldWithoutALaterEvent()
    {
        var driver = Full(WhenFull.DropNewest);
        driver.Offer(12);
        driver.Deliver();
        driver.Offer(12);
        driver.Deliver(); // the nine and the first gap
        driver.Deliver(); // the next nine; the second gap is due an interval after the first
        Assert.Null(driver.InFlight);
        driver.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal([0], driver.InFlightSequences);
    }

    [Fact]
    public void LingeringWaitsForABatchToFill()
    {
        var driver = new DeliveryDriver(
            Plain with
            {
                Batch = new BatchOptions { MaxEvents = 3, Linger = TimeSpan.FromSeconds(1) },
            }
        );
        driver.Offer(2);
        Assert.Null(driver.InFlight);
        driver.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([1, 2], driver.InFlightSequences);
        driver.Offer(3);
        driver.Deliver();
        Assert.Equal([3, 4, 5], driver.InFlightSequences);
    }

    [Fact]
    public void AFlushPassesWhenAllBeforeItIsSettledAndTheSinkFlushed()
    {
        var driver = new DeliveryDriver(Plain with { Batch = new BatchOptions { MaxEvents = 1 } });
        driver.Offer(2);
        driver.Flush("token");
        driver.Offer(1);
        driver.Deliver();
        driver.Deliver();
        Assert.True(driver.IsFlushing);
        Assert.Empty(driver.Flushed);
        driver.FinishFlush();
        Assert.Equal([("token", null)], driver.Flushed);
        Assert.Equal([3], driver.InFlightSequences);
    }

    [Fact]
    public void ADrainDeliversTheRestAtOnceEvenWhileBackingOffAndFlushesLast()
    {
        var driver = new DeliveryDriver();
        driver.Offer(2);
        driver.Fail(FailureKind.Transient);
        driver.Drain(TimeSpan.FromSeconds(5));
        Assert.Equal([1, 2], driver.InFlightSequences);
        driver.Deliver();
        Assert.True(driver.IsFlushing);
        driver.FinishFlush();
        Assert.Equal(0, driver.DrainedLeft);
        Assert.Equal(SinkState.Stopped, driver.Machine.State);
    }

    [Fact]
    public void WhatIsLeftAtTheDeadlineOfADrainIsDroppedAndCounted()
    {
        var driver = new DeliveryDriver(Plain with { Batch = new BatchOptions { MaxEvents = 2 } });
        driver.Offer(5);
        driver.Drain(TimeSpan.FromSeconds(5));
        driver.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(5, driver.DrainedLeft);
        Assert.Equal(5, driver.Dropped.Count(d => d.Reason == DropReason.Shutdown));
        Assert.Equal(1, driver.WorkersStopped);
    }

    [Fact]
    public void APausedSinkWaitsAndGoesOnWhenResumed()
    {
        var driver = new DeliveryDriver();
        driver.Pause();
        driver.Offer(2);
        Assert.Null(driver.InFlight);
        Assert.Equal(SinkState.Paused, driver.Machine.State);
        driver.Resume();
        Assert.Equal([1, 2], driver.InFlightSequences);
    }

    /// <summary>A queue of ten, behind event 1 which is in flight.</summary>
    private static DeliveryDriver Full(WhenFull whenFull)
    {
        var driver = new DeliveryDriver(
            Plain with
            {
                Queue = new QueueOptions { MaxEvents = 10, WhenFull = whenFull },
                Timeout = TimeSpan.FromHours(1),
            }
        );
        driver.Offer(1);
        return driver;
    }
}
