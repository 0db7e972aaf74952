using System;
using ActorLog.Hocon.Tests.Support;
using Xunit;

namespace ActorLog.Hocon.Tests.Errors;

public class GetterErrorTests
{
    private static readonly HoconConfig Config = HoconConfig.Parse(
        "retry { min-backoff = 10x, count = 1.5, flag = yess, o {}, mode = drop-haed }",
        new HoconParseOptions { SourceName = "a.conf" }
    );

    private enum Mode
    {
        DropHead,
        DropTail,
    }

    [Fact]
    public void AWrongUnitIsToldWithTheNearestOne() =>
        Equal(
            """
            a.conf:1:23: error: 'retry.min-backoff' is '10x'
              |
            1 | retry { min-backoff = 10x, count = 1.5, flag = yess, o {}, mode = drop-haed }
              |                       ^^^ 'x' is no unit; did you mean 's'?
            """,
            () => Config.GetDuration("retry.min-backoff")
        );

    [Fact]
    public void AWordOfAnEnumIsToldWithTheNearestOne()
    {
        Equal(
            """
            a.conf:1:67: error: 'retry.mode' is 'drop-haed'
              |
            1 | retry { min-backoff = 10x, count = 1.5, flag = yess, o {}, mode = drop-haed }
              |                                                                   ^^^^^^^^^ did you mean 'drop-head'?
              = expected: one of drop-head, drop-tail
            """,
            () => Config.GetEnum<Mode>("retry.mode")
        );
        Assert.Equal(Mode.DropTail, Some.Config("m = drop_TAIL").GetEnum<Mode>("m"));
        Assert.Equal(Mode.DropTail, Some.Config("").GetEnum("m", Mode.DropTail));
    }

    [Fact]
    public void AWrongTypeIsToldWithTheRightOne() =>
        Equal(
            """
            a.conf:1:56: error: 'retry.o' is an object
              |
            1 | retry { min-backoff = 10x, count = 1.5, flag = yess, o {}, mode = drop-haed }
              |                                                        ^^ expected a string
            """,
            () => Config.GetString("retry.o")
        );

    [Fact]
    public void AMissingKeyIsToldWithTheNearestOne()
    {
        Equal(
            """
            a.conf:1:7: error: there is no key 'min-bakoff' in 'retry'
              |
            1 | retry { min-backoff = 10x, count = 1.5, flag = yess, o {}, mode = drop-haed }
              |       ^
              = did you mean 'min-backoff'?
            """,
            () => Config.GetDuration("retry.min-bakoff")
        );
        Equal("error: there is no key 'retri'\n = did you mean 'retry'?", () => Config.GetObject("retri"));
    }

    [Fact]
    public void AWrongPathIsShownToo() =>
        Equal(
            """
            path:1:3: error: a key is missing beside '.'
              |
            1 | a..b
              |   ^ write "" for an empty key
            """,
            () => Config.GetString("a..b")
        );

    [Fact]
    public void AValueThatIsNotResolvedSaysSo()
    {
        var config = HoconConfig.Parse("a = ${b}, c = ${d} { e = 1 }");

        Assert.Equal(HoconErrorKind.NotResolved, Assert.Throws<HoconException>(() => config.GetString("a")).Kind);
        Assert.Equal(HoconErrorKind.NotResolved, Assert.Throws<HoconException>(() => config.GetInt32("c.e")).Kind);
        Assert.Equal(HoconErrorKind.NotResolved, Assert.Throws<HoconException>(() => config.ToJson()).Kind);
    }

    private static void Equal(string expected, Func<object> get) =>
        Assert.Equal(expected, Assert.Throws<HoconException>(() => get()).Message);
}
