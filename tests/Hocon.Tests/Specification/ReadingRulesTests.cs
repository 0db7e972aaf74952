using System;
using System.Linq;
using System.Numerics;
using ActorLog.Hocon.Tests.Support;
using Xunit;

namespace ActorLog.Hocon.Tests.Specification;

/// <summary>Rules 40 to 45: conversions, units, fallbacks, properties, places.</summary>
public class ReadingRulesTests
{
    [Fact]
    public void Rule40AnObjectWithNumberKeysIsAListWhereOneIsAskedFor()
    {
        var config = Some.Config(
            "o { 2 = c, 0 = a, x = y, 00 = no, \"+1\" = no, 10 = k }, l = [z] ${o}, e {}, n { a = 1 }"
        );

        Assert.Equal(["a", "c", "k"], config.GetStringList("o"));
        Assert.Equal(["z", "a", "c", "k"], config.GetStringList("l"));
        Assert.Equal(6, config.GetObject("o").Count);
        Assert.Throws<HoconException>(() => config.GetList("e"));
        Assert.Throws<HoconException>(() => config.GetList("n"));
    }

    [Fact]
    public void Rule41WordsAreBooleansAndNullIsNothing()
    {
        var config = Some.Config("t = [true, yes, on, \"on\"], f = [false, no, off], n = null, o {}, l = [], s = x");

        Assert.All(config.GetBooleanList("t"), Assert.True);
        Assert.All(config.GetBooleanList("f"), Assert.False);
        foreach (var path in new[] { "n", "o", "l", "s" })
        {
            Assert.Throws<HoconException>(() => config.GetBoolean(path));
            Assert.Throws<HoconException>(() => config.GetInt32(path));
        }

        Assert.Throws<HoconException>(() => config.GetString("n"));
        Assert.Throws<HoconException>(() => config.GetString("o"));
        Assert.Throws<HoconException>(() => config.GetList("s"));
        Assert.Equal("fallback", config.GetString("n", "fallback"));
        Assert.False(config.HasValue("n"));
    }

    [Theory]
    [InlineData("10s", 10_000_0000)]
    [InlineData("500", 5000_000)]
    [InlineData("\" 500 \"", 5000_000)]
    [InlineData("\"\\n10\\ns\\r\\n\"", 10_000_0000)]
    [InlineData("500.5", 5005_000)]
    [InlineData("0.5 seconds", 5000_000)]
    [InlineData("-2 minutes", -1_200_000_000)]
    [InlineData("100ns", 1)]
    [InlineData("150 nanoseconds", 1)]
    [InlineData("3us", 30)]
    [InlineData("1 h", 36_000_000_000)]
    [InlineData("1d", 864_000_000_000)]
    [InlineData("+4878955355435272204ns", 48789553554352722)]
    public void Rule42DurationsHaveUnits(string text, long ticks) =>
        Assert.Equal(ticks, Some.Config($"a = {(text.StartsWith('+') ? $"\"{text}\"" : text)}").GetDuration("a").Ticks);

    [Theory]
    [InlineData("\"\"")]
    [InlineData("ms")]
    [InlineData("10 S")]
    [InlineData("10 parsecs")]
    [InlineData("1 s s")]
    [InlineData("99999999999999 d")]
    [InlineData("true")]
    public void Rule42OtherDurationsAreErrors(string text) =>
        Assert.Throws<HoconException>(() => Some.Config("a = " + text).GetDuration("a"));

    [Fact]
    public void Rule42PeriodsAreWholeNumbersOfTheCalendar()
    {
        var config = Some.Config("a = [7, 7d, 2 weeks, 5 mo, 5m, 8y, \" -1 \"], b = 7.5, c = 1 s");
        var periods = Enumerable
            .Range(0, 7)
            .Select(i => HoconConfig.FromMap([new("p", config.GetList("a")[i])]).GetPeriod("p"));

        Assert.Equal(
            [new(0, 0, 7), new(0, 0, 7), new(0, 0, 14), new(0, 5, 0), new(0, 5, 0), new(8, 0, 0), new(0, 0, -1)],
            periods
        );
        Assert.Throws<HoconException>(() => config.GetPeriod("b"));
        Assert.Throws<HoconException>(() => config.GetPeriod("c"));
        var start = new DateTimeOffset(2024, 1, 31, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(new DateTimeOffset(2024, 3, 1, 0, 0, 0, TimeSpan.Zero), new HoconPeriod(0, 1, 1).AddTo(start));
    }

    [Theory]
    [InlineData("1024", 1024)]
    [InlineData("1024.5", 1024)]
    [InlineData("\"1 kB\\n\"", 1000)]
    [InlineData("1 kB", 1000)]
    [InlineData("1K", 1024)]
    [InlineData("1k", 1024)]
    [InlineData("1KiB", 1024)]
    [InlineData("0.5K", 512)]
    [InlineData("5 MiB", 5_242_880)]
    [InlineData("5 MB", 5_000_000)]
    [InlineData("2 gigabytes", 2_000_000_000)]
    [InlineData("2 gibibytes", 2_147_483_648)]
    [InlineData("1 byte", 1)]
    public void Rule42SizesHaveUnits(string text, long bytes) =>
        Assert.Equal(bytes, Some.Config("a = " + text).GetByteCount("a"));

    [Fact]
    public void Rule42SizesMayBeLargerThanALongAndNeverNegative()
    {
        var config = Some.Config("y = 1 YiB, z = 0.5YB, n = -1, u = 1 KB");

        Assert.Equal(BigInteger.Pow(1024, 8), config.GetLargeByteCount("y"));
        Assert.Equal(BigInteger.Pow(10, 24) / 2, config.GetLargeByteCount("z"));
        Assert.Throws<HoconException>(() => config.GetByteCount("y"));
        Assert.Throws<HoconException>(() => config.GetByteCount("n"));
        Assert.Contains(
            "'KB' is no unit; did you mean 'kB'?",
            Assert.Throws<HoconException>(() => config.GetByteCount("u")).Message
        );
    }

    [Fact]
    public void Rule43AFallbackIsADuplicateKeyAndResolvedAfterwards()
    {
        var upper = HoconConfig.Parse("a = ${b}, o { x = 1 }, s = 1, p = ${?p} [2]");
        var middle = HoconConfig.Parse("b = ${c}, o { y = 2 }, s { z = 3 }, p = [1]");
        var lower = HoconConfig.Parse("c = 5, o = 7");

        Assert.Equal(
            """{"c":5,"o":{"y":2,"x":1},"b":5,"s":1,"p":[1,2],"a":5}""",
            upper
                .WithFallback(middle)
                .WithFallback(lower)
                .Resolve(HoconResolveOptions.NoEnvironment)
                .ToJson(indented: false)
        );
        var barrier = HoconConfig.Parse("a { x = 1 }").WithFallback(HoconConfig.Parse("a = 1"));
        Assert.Equal(
            """{"a":{"x":1}}""",
            barrier.WithFallback(HoconConfig.Parse("a { y = 2 }")).ToJson(indented: false)
        );
    }

    [Fact]
    public void Rule44PropertiesAreStringsAndObjectsBeatThem()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(
            "a.properties",
            "# c\n! c\na.b = 1\na=x\nc..d: 2\ne f\\\n   g\nh\\u0041\\=\\:=\\t!\nlast"
        );

        Assert.Equal(
            """{"a":{"b":"1"},"c":{"":{"d":"2"}},"e":"fg","hA=:":"\t!","last":""}""",
            HoconConfig.ParseFile(path).ToJson(indented: false)
        );
    }

    [Fact]
    public void Rule44AMalformedEscapeInPropertiesIsAnError()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.properties", "# \\u\na = C:\\users");

        Assert.EndsWith(
            "a.properties:2:7: error: \\u is not followed by four hexadecimal digits\n  |\n2 | a = C:\\users\n"
                + "  |       ^^ a backslash is written \\\\",
            Assert.Single(HoconParser.ParseFile(path).Errors).ToString()
        );
    }

    [Fact]
    public void Rule45PlacesAreRightBehindTripleQuotesAndLineEndsOfAllKinds()
    {
        const string quotes = "\"\"\"";
        var config = HoconConfig.Parse($"a = {quotes}1\n2\r\n3{quotes}, b = x\r\n\tc = [\n 1, 2 ]");

        Assert.Equal("text:1:5", config.GetValue("a").Origin.ToString());
        Assert.Equal("text:3:11", config.GetValue("b").Origin.ToString());
        Assert.Equal("text:4:2", config.GetKeyOrigin("c")!.ToString());
        Assert.Equal("text:5:5", config.GetList("c")[1].Origin.ToString());
        Assert.Equal(" 1, 2 ]", config.GetList("c")[1].Origin.SourceLine);
    }
}
