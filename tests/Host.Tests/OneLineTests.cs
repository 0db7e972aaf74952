using System.Linq;
using ActorLog.Host.Audit;
using ActorLog.Text;
using Xunit;

namespace ActorLog.Host.Tests;

public sealed class OneLineTests
{
    [Fact]
    public void WhatIsUnsafeIsWhatThePipelineTakesForUnsafe()
    {
        var all = Enumerable.Range(char.MinValue, char.MaxValue + 1).Select(unit => (char)unit);

        Assert.Equal(UnsafeCharacters.Controls(), all.Where(OneLine.IsUnsafe));
    }

    [Fact]
    public void UnsafeCharactersAreReplacedOneByOne()
    {
        const string Hostile = "a\r\n\x1b[2J\u061c\u200e\u202eb\tc";

        Assert.Equal("a   [2J   b c", OneLine.Of(Hostile));
        Assert.Equal("a\ufffd\ufffd\ufffd[2J\ufffd\ufffd\ufffdb\ufffdc", LineExcerpts.Harmless(Hostile));
    }

    [Fact]
    public void WhatOnlyJoinsOrPartsLettersIsLeft()
    {
        const string Family = "\U0001F468\u200D\U0001F469 \u200Ba\u00ADb";

        Assert.Equal(Family, OneLine.Of(Family));
        Assert.Equal(Family, LineExcerpts.Harmless(Family));
    }
}
