using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class ExpectPolicyTests
{
    private static readonly SinkFailure TooLarge = new(FailureKind.Rejected, "HTTP 413") { Status = 413 };

    private readonly ExpectPolicy _policy = new();

    [Fact]
    public void NothingAsksBeforeAConnectionHasBroken() => Assert.False(_policy.Asks(1 << 20));

    [Fact]
    public void WhatBrokeAsksAndSoDoesWhatIsLarger()
    {
        _policy.Broke(5000);

        Assert.Equal((false, true, true), (_policy.Asks(4999), _policy.Asks(5000), _policy.Asks(6000)));
    }

    [Fact]
    public void WhatIsSentInAnyCaseDoesNotAsk()
    {
        _policy.Broke(ExpectPolicy.Least);

        Assert.False(_policy.Asks(ExpectPolicy.Least));
    }

    [Fact]
    public void WhatIsTakenHadMetAnAccident()
    {
        _policy.Broke(5000);

        Assert.Null(_policy.Answered(5000, null));
        Assert.False(_policy.Asks(5000));
    }

    [Fact]
    public void WhatIsRefusedAsksAgain()
    {
        _policy.Broke(5000);

        Assert.Equal(TooLarge, _policy.Answered(5000, TooLarge));
        Assert.Null(_policy.Answered(2500, null));
        Assert.True(_policy.Asks(5000));
    }

    [Fact]
    public void TheSmallestThatBrokeCounts()
    {
        _policy.Broke(5000);
        _policy.Broke(2500);
        _policy.Broke(6000);

        Assert.True(_policy.Asks(2500));
    }

    [Fact]
    public void NobodyIsAskedWhoDoesNotAnswer()
    {
        _policy.Broke(5000);
        _policy.TookTooLong();

        Assert.False(_policy.Asks(5000));
    }

    [Fact]
    public void WhoeverDislikesTheQuestionIsNotAskedAgain()
    {
        var failure = new SinkFailure(FailureKind.Refused, "HTTP 417") { Status = 417 };

        Assert.Equal(failure, _policy.Answered(5000, failure));
        _policy.Broke(5000);
        Assert.Equal(failure with { Kind = FailureKind.Transient }, _policy.Answered(5000, failure));
        _policy.Broke(5000);
        Assert.False(_policy.Asks(5000));
    }
}
