using System;
using System.Linq;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class RequestLimitTests
{
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(0.9);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    private readonly RequestLimit _limit = new(1000, TimeSpan.FromSeconds(4));

    [Fact]
    public void TheFirstRepeatsAreTheSameRequest()
    {
        Unanswered(RequestLimit.Repeats);
        Assert.Equal(1000, _limit.Most);

        _limit.Unanswered(800);
        Assert.Equal(400, _limit.Most);
    }

    [Fact]
    public void ItBecomesLessUntilOneIsLeft()
    {
        Unanswered(RequestLimit.Repeats + 3);
        Assert.Equal(125, _limit.Most);

        Unanswered(20);
        Assert.Equal(1, _limit.Most);
    }

    [Fact]
    public void OnlyWhatIsQuickMakesItMoreAgain()
    {
        Unanswered(RequestLimit.Repeats + 2);

        _limit.Answered(isTaken: true, Slow);
        _limit.Answered(isTaken: false, Quick);
        Assert.Equal(250, _limit.Most);

        _limit.Answered(isTaken: true, Quick);
        _limit.Answered(isTaken: true, Quick);
        _limit.Answered(isTaken: true, Quick);
        Assert.Equal(1000, _limit.Most);
    }

    [Fact]
    public void WhatDidNotGetThroughBeforeIsNotRepeatedAsOften()
    {
        Unanswered(RequestLimit.Repeats + 1);
        _limit.Answered(isTaken: true, Quick);
        Assert.Equal(1000, _limit.Most);

        Unanswered(1);
        Assert.Equal(500, _limit.Most);
    }

    [Fact]
    public void AnAnswerBetweenThemBeginsAnew()
    {
        Unanswered(RequestLimit.Repeats);
        _limit.Answered(isTaken: false, Slow);
        Unanswered(RequestLimit.Repeats);

        Assert.Equal(1000, _limit.Most);
    }

    private void Unanswered(int times)
    {
        foreach (var _ in Enumerable.Range(0, times))
        {
            _limit.Unanswered(_limit.Most);
        }
    }
}
