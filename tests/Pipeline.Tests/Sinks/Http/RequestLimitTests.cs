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
    public void TheFirstRepeatIsTheSameRequest()
    {
        _limit.Unanswered(800);
        Assert.Equal(1000, _limit.Most);

        _limit.Unanswered(800);
        Assert.Equal(400, _limit.Most);
    }

    [Fact]
    public void ItBecomesLessUntilOneIsLeft()
    {
        foreach (var _ in Enumerable.Range(0, 20))
        {
            _limit.Unanswered(_limit.Most);
        }

        Assert.Equal(1, _limit.Most);
    }

    [Fact]
    public void OnlyWhatIsQuickMakesItMoreAgain()
    {
        _limit.Unanswered(1000);
        _limit.Unanswered(1000);
        _limit.Unanswered(500);

        _limit.Answered(isTaken: true, Slow);
        _limit.Answered(isTaken: false, Quick);
        Assert.Equal(250, _limit.Most);

        _limit.Answered(isTaken: true, Quick);
        _limit.Answered(isTaken: true, Quick);
        _limit.Answered(isTaken: true, Quick);
        Assert.Equal(1000, _limit.Most);
    }

    [Fact]
    public void AnAnswerBetweenTwoOfThemIsNoRepeat()
    {
        _limit.Unanswered(1000);
        _limit.Answered(isTaken: false, Slow);
        _limit.Unanswered(1000);

        Assert.Equal(1000, _limit.Most);
    }
}
