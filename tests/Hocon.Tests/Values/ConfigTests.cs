using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Hocon.Tests.Support;
using Xunit;

namespace ActorLog.Hocon.Tests.Values;

public class ConfigTests
{
    [Fact]
    public void GettersReadEveryType()
    {
        var config = Some.Config(
            "s = x, i = 42, l = 9000000000, d = 1.5, m = 0.1, b = on, t = 10s, p = 2w, z = 5 MiB, n = \"7\", o { x = 1 }, e = 1e2"
        );

        Assert.Equal("x", config.GetString("s"));
        Assert.Equal("42", config.GetString("i"));
        Assert.Equal(42, config.GetInt32("i"));
        Assert.Equal(7, config.GetInt32("n"));
        Assert.Equal(100, config.GetInt64("e"));
        Assert.Equal(9_000_000_000, config.GetInt64("l"));
        Assert.Equal(1.5, config.GetDouble("d"));
        Assert.Equal(0.1m, config.GetDecimal("m"));
        Assert.True(config.GetBoolean("b"));
        Assert.Equal(TimeSpan.FromSeconds(10), config.GetDuration("t"));
        Assert.Equal(new HoconPeriod(0, 0, 14), config.GetPeriod("p"));
        Assert.Equal(5_242_880, config.GetByteCount("z"));
        Assert.Equal(1, config.GetConfig("o").GetInt32("x"));
        Assert.Throws<HoconException>(() => config.GetInt32("l"));
        Assert.Throws<HoconException>(() => config.GetInt32("d"));
    }

    [Fact]
    public void NumbersAreReadAlikeInEveryCulture()
    {
        var before = CultureInfo.CurrentCulture;
        var arabic = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        arabic.NumberFormat.NegativeSign = "\u061c-";
        CultureInfo.CurrentCulture = arabic;
        try
        {
            var config = Some.Config("z = 5000e-1, d = -1.5, i = -10e-1");

            Assert.Equal(500, config.GetByteCount("z"));
            Assert.Equal(-1.5, config.GetDouble("d"));
            Assert.Equal(-1, config.GetInt32("i"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void GettersGiveTheFallbackOnlyWhereThereIsNoValue()
    {
        var config = Some.Config("n = null, s = x");

        Assert.Equal(1, config.GetInt32("none", 1));
        Assert.Equal(2L, config.GetInt64("n", 2));
        Assert.Equal(3.5, config.GetDouble("none.deeper", 3.5));
        Assert.True(config.GetBoolean("none", true));
        Assert.Equal(TimeSpan.Zero, config.GetDuration("none", TimeSpan.Zero));
        Assert.Equal(default, config.GetPeriod("none", default));
        Assert.Equal(4, config.GetByteCount("none", 4));
        Assert.Null(config.GetString("none", null));
        Assert.Throws<HoconException>(() => config.GetInt32("s", 1));
    }

    [Fact]
    public void ListsAreReadByTheTypeOfTheirItems()
    {
        var config = Some.Config(
            "i = [1, \"2\"], d = [1.5], t = [1s, 2000], z = [1K], o = [{a = 1}, {a = 2}], x = [1, y]"
        );

        Assert.Equal([1, 2], config.GetInt32List("i"));
        Assert.Equal([1L, 2L], config.GetInt64List("i"));
        Assert.Equal([1.5], config.GetDoubleList("d"));
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)], config.GetDurationList("t"));
        Assert.Equal([1024L], config.GetByteCountList("z"));
        Assert.Equal([1, 2], config.GetConfigList("o").Select(c => c.GetInt32("a")));
        Assert.Contains("'x.1' is 'y'", Assert.Throws<HoconException>(() => config.GetInt32List("x")).Message);
    }

    [Fact]
    public void AMapBecomesValues()
    {
        var config = HoconConfig.FromMap([
            new("a.b", 1),
            new("list", new object?[] { true, null, 2.5, "x" }),
            new("map", new Dictionary<string, object?> { ["k"] = 3L }),
        ]);

        Assert.Equal("""{"a.b":1,"list":[true,null,2.5,"x"],"map":{"k":3}}""", config.ToJson(indented: false));
        Assert.Throws<HoconException>(() => HoconConfig.FromMap([new("a", Guid.Empty)]));
        Assert.Throws<HoconException>(() => HoconConfig.FromMap([new("a", double.NaN)]));
    }

    [Fact]
    public void JsonIsWrittenOnOneLineOrMany()
    {
        var config = Some.Config("a { b = 1, c = [], d {} }, e = [x, null, true]");

        Assert.Equal("""{"a":{"b":1,"c":[],"d":{}},"e":["x",null,true]}""", config.ToJson(indented: false));
        Assert.Equal(
            """
            {
              "a": {
                "b": 1,
                "c": [],
                "d": {}
              },
              "e": [
                "x",
                null,
                true
              ]
            }
            """,
            config.ToJson()
        );
    }

    [Fact]
    public void HoconIsWrittenAsPeopleWriteIt() =>
        Assert.Equal(
            """
            a {
              "b c" = 1
              d = [
                "x",
                2
              ]
            }
            e = ${?f}" "${g[]}
            h = 1
            h = ${?h} [
              2
            ]
            i += 3
            """,
            HoconConfig
                .Parse("a { \"b c\" = 1, d = [x, 2] }, e = ${?f} ${g[]}, h = 1, h = ${?h} [2], i += 3")
                .ToHocon()
                .Replace("} ${g", "}\" \"${g", StringComparison.Ordinal)
        );

    [Fact]
    public void WhatMustNotMergeIsStillApartWhenItIsReadBack()
    {
        var config = HoconConfig.Parse("a = 1, a { b = 2 }, c = ${?d}");

        Assert.Equal("a = null, a = {b = 2}, c = ${?d}", config.ToHocon(indented: false));
        Assert.Equal("a = {b = 2}", config.Resolve(HoconResolveOptions.NoEnvironment).ToHocon(indented: false));
    }

    [Fact]
    public void EveryValueIsListedWithItsPlace()
    {
        var config = Some.Config("a {\n  b = [1, {}]\n}\n\"c.d\" = ${a.b}");

        Assert.Equal(
            [
                "a.b.0 = 1 text:2:8 text:2:8",
                "a.b.1 = {} text:2:11 text:2:11",
                "\"c.d\".0 = 1 text:2:8 text:2:8",
                "\"c.d\".1 = {} text:2:11 text:2:11",
            ],
            config.Entries().Select(e => $"{e.Path} = {e.Value} {e.Value.Origin} {e.KeyOrigin}")
        );
        Assert.Equal(
            """{"a":{"b":[{"value":1,"origin":"text:2:8"},{"value":{},"origin":"text:2:11"}]},"c.d":[{"value":1,"origin":"text:2:8"},{"value":{},"origin":"text:2:11"}]}""",
            config.ToJsonWithOrigins(indented: false)
        );
    }

    [Fact]
    public void ValuesAreEqualByWhatTheyMean()
    {
        Assert.Equal(Some.Config("a = 1, b = [1.0, 1e2]"), Some.Config("b = [1, 100.0], a = 01"));
        Assert.NotEqual(Some.Config("a = 1"), Some.Config("a = \"1\""));
        Assert.NotEqual(Some.Config("a = [1, 2]"), Some.Config("a = [2, 1]"));
        Assert.Equal(
            Some.Config("a = -0").GetValue("a").GetHashCode(),
            Some.Config("a = 0.0").GetValue("a").GetHashCode()
        );
    }

    [Fact]
    public void WhatIsUnresolvedMayStayAndTheRestIsReadable()
    {
        var config = HoconConfig
            .Parse("a = ${b}, c = ${d}x, d = 1, e = [${f}], g { h = 1 }, g = ${?i} { j = ${k} }")
            .Resolve(new HoconResolveOptions { AllowUnresolved = true, Environment = _ => null });

        Assert.False(config.IsResolved);
        Assert.Equal("1x", config.GetString("c"));
        Assert.Equal("${b}", config.GetValue("a").ToString());
        Assert.Equal(1, config.GetInt32("g.h"));
        var later = config
            .WithFallback(HoconConfig.Parse("b = 1, f = 2, k = 3"))
            .Resolve(HoconResolveOptions.NoEnvironment);
        Assert.Equal(
            """{"b":1,"f":2,"k":3,"a":1,"c":"1x","d":1,"e":[2],"g":{"h":1,"j":3}}""",
            later.ToJson(indented: false)
        );
    }

    [Fact]
    public void ResolvingWithAnotherLeavesItsKeysOut()
    {
        var source = HoconConfig.Parse("b = 1");

        Assert.Equal("""{"a":1}""", HoconConfig.Parse("a = ${b}").ResolveWith(source).ToJson(indented: false));
        Assert.Throws<HoconException>(() => source.ResolveWith(HoconConfig.Parse("b = ${c}")));
    }

    [Fact]
    public void OneConfigurationServesManyThreads()
    {
        var config = HoconConfig.Parse(
            string.Join('\n', Enumerable.Range(0, 200).Select(i => $"a{i} = ${{a{i + 1}}}")) + "\na200 = 1"
        );

        Parallel.For(0, 50, i => Assert.Equal(1, config.Resolve(HoconResolveOptions.NoEnvironment).GetInt32($"a{i}")));
    }

    [Fact]
    public void FilesAreKnownToWhoeverWatchesThem()
    {
        using var folder = new TemporaryFolder();
        var main = folder.Write("main.conf", "include \"there\"\ninclude \"none.conf\"");
        folder.Write("there.conf", "a = 1");

        Assert.Equal(
            ["main.conf", "none.conf", "there.conf", "there.json", "there.properties"],
            HoconParser.ParseFile(main).Files.Select(f => System.IO.Path.GetFileName(f)).Order()
        );
    }
}
