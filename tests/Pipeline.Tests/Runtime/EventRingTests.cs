using System;
using System.Linq;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Runtime;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Runtime;

public sealed class EventRingTests
{
    private const int Limit = 100;

    private readonly EventRing<LogEvent> _ring = new();
    private long _next = 1;

    [Fact]
    public void WhatWaitsBehindAWarningIsDrivenOutForEverWithoutTakingMoreMemory()
    {
        Fill();
        DriveOut(10 * Limit);
        var logEvent = Some.Numbered(_next);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000 * Limit; i++)
        {
            _ring.TryEvictFor(LogLevel.Information, out _);
            _ring.Enqueue(logEvent, logEvent.HeldBytes);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 * 1000 * Limit / 10);
        Assert.Equal(Limit, _ring.Count);
    }

    [Fact]
    public void WarningsThatWereSparedComeFirstAndInOrder()
    {
        Fill();
        DriveOut(10 * Limit);

        var taken = new LogEvent[Limit];
        Assert.Equal(3, _ring.Take(taken.AsSpan(0, 3), long.MaxValue));
        Assert.Equal(Limit - 3, _ring.Take(taken.AsSpan(3), long.MaxValue));

        Assert.Equal(
            [1, 2, 3, 4, 5, .. Enumerable.Range((int)_next - (Limit - 5), Limit - 5).Select(n => (long)n)],
            taken.Select(e => e.Sequence)
        );
        Assert.Equal(0, _ring.Count);
    }

    [Fact]
    public void AMarkIsPassedWhenTheWarningsBeforeItAreTaken()
    {
        Fill();
        var mark = _ring.End;
        DriveOut(10 * Limit);

        var taken = new LogEvent[Limit];
        Assert.False(_ring.HasPassed(mark));
        Assert.Equal(5, _ring.Take(taken, mark));
        Assert.True(_ring.HasPassed(mark));
        Assert.Equal(Limit - 5, _ring.Count);
    }

    [Fact]
    public void AWarningDrivesOutTheOldestOfItsLikeAtLast()
    {
        Fill();
        DriveOut(10 * Limit);
        for (var i = 0; i < Limit - 5; i++)
        {
            Assert.True(_ring.TryEvictFor(LogLevel.Warning, out _));
        }

        Assert.True(_ring.TryEvictFor(LogLevel.Warning, out var victim));
        Assert.Equal(1, victim.Sequence);
        Assert.True(_ring.TryPeek(out var next));
        Assert.Equal(2, next.Sequence);
    }

    /// <summary>Five Warnings, and as many others behind them as fit.</summary>
    private void Fill()
    {
        for (var i = 0; i < Limit; i++)
        {
            Enqueue(i < 5 ? LogLevel.Warning : LogLevel.Information);
        }
    }

    private void DriveOut(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.True(_ring.TryEvictFor(LogLevel.Information, out var victim));
            Assert.Equal(LogLevel.Information, victim.Level);
            Enqueue(LogLevel.Information);
        }
    }

    private void Enqueue(LogLevel level)
    {
        var logEvent = Some.Numbered(_next++, level);
        _ring.Enqueue(logEvent, logEvent.HeldBytes);
    }
}
