using System;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Runtime;

/// <summary>When the router is woken: for every event while a sink has nothing to do, else when it is worth it.</summary>
public sealed class IngressTests : IDisposable
{
    private readonly LogEvent[] _taken = new LogEvent[Ingress.PageSize];
    private readonly Ingress _ingress;
    private int _wakes;

    public IngressTests()
    {
        _ingress = new Ingress(new QueueOptions(), TimeSpan.FromSeconds(30), new ManualClock(Some.Time), "session")
        {
            Wake = () => _wakes++,
        };
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
    public void WhileEverySinkIsWritingEventsGatherToAPage()
    {
        Write(Ingress.GatheredAtMost - 1);
        Assert.Equal(0, _wakes);
        Assert.Equal(0, Take());

        Write(1);
        Assert.Equal(1, _wakes);
        Assert.Equal(Ingress.PageSize, Take());
    }

    [Fact]
    public void OneIdleSinkIsEnoughForAllEventsToGoOnAtOnce()
    {
        _ingress.LaneIsIdle();
        _ingress.LaneIsIdle();
        _ingress.LaneIsBusy();
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
    public void AMarkDoesNotWaitForAPage()
    {
        Write(3);
        _ingress.Mark("mark");

        Assert.Equal(1, _wakes);
        Assert.Equal(3, Take());
        Assert.Equal(0, _ingress.Take(_taken, out var token));
        Assert.Equal("mark", token);
    }

    [Fact]
    public void WhoeverWaitsForRoomDoesNotWaitForAPage()
    {
        Write(3);
        _ingress.CloseGate(TimeSpan.FromSeconds(1));
        var room = _ingress.WaitForRoomAsync(default);

        Assert.Equal(1, _wakes);
        Assert.Equal(3, Take());
        _ingress.OpenGate();
        Assert.True(room.IsCompletedSuccessfully);
    }

    [Fact]
    public void AFewLargeEventsAreAPageToo()
    {
        var text = new string('x', 100_000);
        for (var bytes = 0L; bytes < new QueueOptions().MaxBytes / 4; bytes = _ingress.Waiting.Bytes)
        {
            Assert.Equal(0, _wakes);
            _ingress.Write(Some.Event("{Text}", text));
        }

        Assert.Equal(1, _wakes);
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
