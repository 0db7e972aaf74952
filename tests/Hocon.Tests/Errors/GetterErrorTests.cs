using System;
using System.Globalization;
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

    [Theory]
    [InlineData("1e-400")]
    [InlineData("1.00000000000000000000000000000000001")]
    [InlineData("0.99999999999999999999999999999999999")]
    public void ANumberIsNeverRoundedToAWholeOne(string number)
    {
        var config = HoconConfig.Parse($"i = {number}");

        Assert.Equal(HoconErrorKind.BadValue, Assert.Throws<HoconException>(() => config.GetInt32("i")).Kind);
        Assert.Equal(HoconErrorKind.BadValue, Assert.Throws<HoconException>(() => config.GetInt64("i")).Kind);
        Assert.Equal(HoconErrorKind.BadValue, Assert.Throws<HoconException>(() => config.GetDecimal("i")).Kind);
    }

    [Theory]
    [InlineData("1e0", 1)]
    [InlineData("-0.0", 0)]
    [InlineData("12.000000000000000000000000000000000000000000", 12)]
    [InlineData("\" +1200e-2 \"", 12)]
    [InlineData("\".5e1\"", 5)]
    public void AnotherSpellingOfAWholeNumberIsOne(string number, int value) =>
        Assert.Equal(value, HoconConfig.Parse($"i = {number}").GetInt32("i"));

    [Theory]
    [InlineData("7.1234567890123456E", "8212786519189972374")]
    [InlineData("1e30", "1000000000000000000000000000000")]
    [InlineData("79228162514264337593543950336", "79228162514264337593543950336")]
    [InlineData("0.5K", "512")]
    [InlineData("\"+.5 kB\"", "500")]
    [InlineData("1.9 B", "1")]
    [InlineData("1e-99999", "0")]
    [InlineData("0e99999999999999999999", "")]
    [InlineData("1.5e99999999999999999999", "")]
    [InlineData("\"1.5E99999999999999999999\"", "")]
    [InlineData("1e1001", "")]
    [InlineData("-1", "")]
    public void ASizeIsExactWhateverItsDigits(string text, string bytes)
    {
        var config = HoconConfig.Parse($"s = {text}");

        if (bytes.Length > 0)
        {
            Assert.Equal(bytes, config.GetLargeByteCount("s").ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            Assert.Equal(
                HoconErrorKind.BadValue,
                Assert.Throws<HoconException>(() => config.GetLargeByteCount("s")).Kind
            );
        }
    }

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
