using ActorLog.Chaos;
using Xunit;

namespace ActorLog.Host.Tests.Chaos;

/// <summary>The judge of the crash runs sees what it is there to see.</summary>
public sealed class OracleTests
{
    private readonly Oracle _oracle = new(2);

    public OracleTests()
    {
        _oracle.Issue(0, 10);
        _oracle.Acknowledge(0, 3);
    }

    [Fact]
    public void WhatIsAcknowledgedAndHeardInOrderIsRight()
    {
        Hear(1, 2, 3);

        Assert.Empty(_oracle.Judge());
        Assert.True(_oracle.IsComplete);
    }

    [Fact]
    public void WhatIsHeardAgainUnderTheSameNameIsARepeat()
    {
        Hear(1, 2, 3);
        Hear(2, 3);

        Assert.Empty(_oracle.Judge());
        Assert.Equal((3, 2), (_oracle.Heard, _oracle.Repeats));
    }

    [Fact]
    public void WhatIsAcknowledgedAndNotHeardIsLost()
    {
        Hear(1, 3);

        Assert.Equal(["lost: 1, such as 0/2"], _oracle.Judge());
        Assert.False(_oracle.IsComplete);
    }

    [Fact]
    public void WhatWasSentAndNotAcknowledgedMayComeOrNot()
    {
        Hear(1, 2, 3, 4);

        Assert.Empty(_oracle.Judge());
    }

    [Fact]
    public void WhatComesAfterALaterOneIsOutOfOrder()
    {
        Hear(1, 3, 2);

        Assert.Equal(["out of order: 1, such as 0/2 after 0/3"], _oracle.Judge());
    }

    [Fact]
    public void WhatTheHostHasUnderTwoNamesWasTakenTwice()
    {
        Hear(1, 2, 3);
        _oracle.Hear(Heard(0, 2) with { HostNumber = 17 });

        Assert.Equal(["taken twice: 1, such as 0/2 as 0/2 and as 0/17"], _oracle.Judge());
    }

    [Fact]
    public void WhatWasNeverSentIsInvented()
    {
        Hear(1, 2, 3, 11);
        _oracle.Hear(Heard(2, 1));
        _oracle.Hear(Heard(0, 4) with { Session = -1 });
        _oracle.Hear(new HeardEvent(-1, 0, "of the host's own", "host", 5) { IsNotice = true });

        Assert.StartsWith("invented: 3, such as ", Assert.Single(_oracle.Judge()));
    }

    [Fact]
    public void AnotherTextIsAltered()
    {
        Hear(1, 2);
        _oracle.Hear(Heard(0, 3) with { Message = "something else" });

        Assert.Equal(["altered: 1, such as 0/3: something else"], _oracle.Judge());
    }

    [Theory]
    [InlineData("3/17", 3, 17)]
    [InlineData("3/17 order", 3, 17)]
    [InlineData("order 3/17", -1, 0)]
    [InlineData("3/", -1, 0)]
    [InlineData(null, -1, 0)]
    public void AMessageHasItsNameInIt(string? message, int session, long number) =>
        Assert.Equal((session, number), IssuedEvent.NameIn(message));

    private void Hear(params long[] numbers)
    {
        foreach (var number in numbers)
        {
            _oracle.Hear(Heard(0, number));
        }
    }

    private static HeardEvent Heard(int session, long number) =>
        new(session, number, IssuedEvent.Message(session, number), "host", number);
}
