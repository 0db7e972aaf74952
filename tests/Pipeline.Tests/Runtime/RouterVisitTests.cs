using System.Linq;
using ActorLog.Contracts;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Runtime.Intake;
using Xunit;

namespace ActorLog.Tests.Runtime;

/// <summary>A worker that is awake anyway takes the router's turns for a moment.</summary>
public sealed class RouterVisitTests
{
    private readonly NotingEngine _engine = new();
    private readonly Ingress _ingress;
    private readonly RouterCore _router;

    public RouterVisitTests()
    {
        (_ingress, _, _router) = RouterParts.Assemble();
        _ingress.Sleep.LaneIsBusy();
        _ingress.Sleep.LaneIsBusy();
    }

    [Fact]
    public void WhatHasGatheredIsHandedOverAndTheRouterSleepsOn()
    {
        Write(3);
        Assert.False(Visit(isWoken: false));
        Assert.Equal([3, 3], _engine.Messages.Select(message => message.Count));
        Assert.False(Visit(isWoken: false));
    }

    [Fact]
    public void ARouterThatIsAwakeIsNotDisturbed()
    {
        Write(3);
        _ingress.LaneIsIdle();
        Assert.False(Visit(isWoken: false));
        Assert.Empty(_engine.Messages);

        // Only by the one who was told to wake it.
        Assert.False(Visit(isWoken: true));
        Assert.Equal(2, _engine.Messages.Count);
    }

    [Fact]
    public void AVisitEndsAndLeavesTheRestToWhomItIsNotUrgent()
    {
        Write(9 * Ingress.PageSize);
        Assert.False(Visit(isWoken: false));
        Assert.Equal(8 * Ingress.PageSize, _engine.Messages.Where((_, i) => i % 2 == 0).Sum(message => message.Count));
        Assert.Equal(Ingress.PageSize, _ingress.Waiting.Count);
    }

    [Fact]
    public void AVisitorWhoHasToLeaveBeforeTheUrgentIsDoneSaysSo()
    {
        Write(9 * Ingress.PageSize);
        _ingress.LaneIsIdle();
        Assert.True(Visit(isWoken: true));
        Assert.False(Visit(isWoken: false));
    }

    private bool Visit(bool isWoken)
    {
        _router.ExpectVisit();
        return _router.Visit(_engine, isWoken);
    }

    private void Write(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _ingress.Write(Some.Event("event"));
        }
    }
}
