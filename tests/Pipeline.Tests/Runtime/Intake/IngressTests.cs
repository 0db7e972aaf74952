using System;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Runtime.Intake;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Runtime.Intake;

/// <summary>When the router is woken: for every event while a sink has nothing to do, else when it is worth it.</summary>
public sealed class IngressTests : IDisposable
{
    private static readonly QueueOptions Limits = new() { MaxEvents = 4 * Ingress.PageSize };

    private readonly LogEvent[] _taken = new LogEvent[Ingress.PageSize];
    private readonly ManualClock _clock = new(Some.Time);
    private readonly Ingress _ingress;
    private int _wakes;

    public IngressTests()
    {
        _ingress = new Ingress(Limits, TimeSpan.FromSeconds(30), _clock, "session") { Wake = () => _wakes++ };
    }

    public void Dispose() => _ingress.Dispose();

    [Fact]
    public void ASinkThatHasNothingToDoGetsTheFirstEventAtOnce()
    {
        _ingress.LaneIsIdle();
        Write(1);

        Assert.Equal(1, _wakes);
        Assert.Equal(1, Take());
    }

    [Fact]
    public void WhileEverySinkIsWritingEventsGatherUpToHalfOfTheLimit()
    {
        Write((Limits.MaxEvents / 2) - 1);
        Assert.Equal(0, _wakes);
        Assert.Equal(0, Take());

        Write(1);
        Assert.Equal(1, _wakes);
        Assert.Equal(Ingress.PageSize, Take());
    }

    [Fact]
    public void NoMoreGatherThanHalfOfWhatTheSmallestSinkMayHold()
    {
        _ingress.Sleep.AddLane(new QueueOptions { MaxEvents = 10 });
        _ingress.Sleep.AddLane(new QueueOptions());
        _ingress.Sleep.LaneIsBusy();
        _ingress.Sleep.LaneIsBusy();
        Write(4);
        Assert.Equal(0, _wakes);

        Write(1);
        Assert.Equal(1, _wakes);
        Assert.Equal(5, Take());
    }

    [Fact]
    public void WhileAWorkerRestsNobodyWakesTheRouterUnlessItIsUrgent()
    {
        _ingress.LaneIsIdle();
        _ingress.Sleep.ExpectVisit();
        Write(1);
        Assert.Equal(0, _wakes);

        _ingress.Mark("mark");
        Assert.Equal(1, _wakes);
    }

    [Fact]
    public void ForASinkAtRestNobodyWakesTheRouterUntilItsRestIsOver()
    {
        _ingress.LaneIsIdle();
        _ingress.Sleep.BeginLaneRest();
        Write(1);
        Assert.Equal(0, _wakes);

        _ingress.Sleep.EndLaneRest();
        Assert.True(ComesBy());
        Assert.Equal(1, Take());
    }

    [Fact]
    public void ASinkAtRestKeepsNoOtherWaiting()
    {
        _ingress.LaneIsIdle();
        _ingress.LaneIsIdle();
        _ingress.Sleep.BeginLaneRest();
        Write(1);

        Assert.Equal(1, _wakes);
    }

    [Fact]
    public void AMarkDoesNotWaitForASinkAtRest()
    {
        _ingress.LaneIsIdle();
        _ingress.Sleep.BeginLaneRest();
        Write(1);
        _ingress.Mark("mark");

        Assert.Equal(1, _wakes);
    }

    [Fact]
    public void ARouterThatCouldNotBeWokenIsWokenByTheNextCaller()
    {
        _ingress.LaneIsIdle();
        Write(1);
        _ingress.Sleep.StaysAsleep();
        Write(1);

        Assert.Equal(2, _wakes);
        Assert.Equal(2, Take());
    }

    [Fact]
    public void AWorkerRestsOnlyWhileFewEventsWait()
    {
        Write(255);
        Assert.True(_ingress.Sleep.MayRest(_ingress.Count));
        Write(1);
        Assert.False(_ingress.Sleep.MayRest(_ingress.Count));
    }

    [Fact]
    public void BeforeASinkOfHardlyAnyRoomNobodyRests()
    {
        _ingress.Sleep.AddLane(new QueueOptions { MaxEvents = 3 });
        Assert.False(_ingress.Sleep.MayRest(0));
    }

    [Fact]
    public void WhoeverComesByTakesWhatHasGatheredAndSendsTheRouterToSleepAgain()
    {
        Assert.False(ComesBy());
        Write(3);
        Assert.True(ComesBy());
        Assert.False(ComesBy());

        Assert.Equal(3, _ingress.Take(_taken, out _, isVisit: true));
        Assert.Equal(0, _ingress.Take(_taken, out _, isVisit: true));
        Assert.Equal(0, _wakes);
        _ingress.LaneIsIdle();
        Write(1);
        Assert.Equal(1, _wakes);
    }

    [Fact]
    public void NobodyWakesTheRouterWhileAVisitorTakesItsTurns()
    {
        Write(1);
        Assert.True(ComesBy());
        _ingress.LaneIsIdle();
        Write(1);
        _ingress.Mark("mark");

        Assert.Equal(0, _wakes);
    }

    [Fact]
    public void OneIdleSinkIsEnoughForAllEventsToGoOnAtOnce()
    {
        _ingress.LaneIsIdle();
        _ingress.LaneIsIdle();
        _ingress.Sleep.LaneIsBusy();
        Write(1);

        Assert.Equal(1, _wakes);
    }

    [Fact]
    public void WhatHasGatheredGoesToASinkThatIsDone()
    {
        Write(3);
        _ingress.LaneIsIdle();

        Assert.Equal(1, _wakes);
        Assert.Equal(3, Take());
    }

    [Fact]
    public void AMarkDoesNotWaitForMore()
    {
        Write(3);
        _ingress.Mark("mark");

        Assert.Equal(1, _wakes);
        Assert.Equal(3, Take());
        Assert.Equal(0, _ingress.Take(_taken, out var token));
        Assert.Equal("mark", token);
    }

    [Fact]
    public void WhoeverWaitsForRoomDoesNotWaitForMore()
    {
        Write(3);
        _ingress.CloseGate(TimeSpan.FromSeconds(1));
        var room = _ingress.WaitForRoomAsync(default);

        Assert.Equal(1, _wakes);
        Assert.Equal(3, Take());
        _ingress.OpenGate(TimeSpan.FromSeconds(1));
        Assert.True(room.IsCompletedSuccessfully);
    }

    [Fact]
    public void WhoeverHasALargeEventWaitsUntilTheRouterHasTakenThoseBefore()
    {
        var large = Some.Event("{Text}", new string('x', (int)Limits.MaxBytes / 2));
        Write(1);
        Assert.Equal(WriteOutcome.Full, _ingress.TryWrite([large]));
        var room = _ingress.WaitForRoomAsync(default);

        Assert.False(room.IsCompleted);
        Assert.Equal(1, _wakes);
        Assert.Equal(1, Take());
        Assert.True(room.IsCompletedSuccessfully);
        Assert.Equal(WriteOutcome.Accepted, _ingress.TryWrite([large]));
    }

    [Fact]
    [Trait("Law", "4")]
    public void DropsThatAFlushTellsInTheStreamAreToldToTheOperatorToo()
    {
        long told = 0;
        _ingress.OnGap = count => told += count;
        Write(Limits.MaxEvents + 5);
        var dropped = _ingress.Refused.Total;
        Assert.True(dropped >= 5);

        _ingress.Mark("flush");
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(dropped, told);
    }

    [Fact]
    public void AFewLargeEventsDoNotGatherBeyondHalfOfTheBytes()
    {
        var text = new string('x', 100_000);
        for (var bytes = 0L; bytes < Limits.MaxBytes / 2; bytes = _ingress.Waiting.Bytes)
        {
            Assert.Equal(0, _wakes);
            _ingress.Write(Some.Event("{Text}", text));
        }

        Assert.Equal(1, _wakes);
    }

    private bool ComesBy()
    {
        _ingress.Sleep.ExpectVisit();
        return _ingress.BeginVisit();
    }

    private void Write(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _ingress.Write(Some.Event("event"));
        }
    }

    private int Take() => _ingress.Take(_taken, out _);
}
