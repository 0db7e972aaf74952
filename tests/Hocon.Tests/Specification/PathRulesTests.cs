using ActorLog.Hocon.Tests.Support;
using Xunit;

namespace ActorLog.Hocon.Tests.Specification;

/// <summary>Rules 21 to 24: paths and keys.</summary>
public class PathRulesTests
{
    [Fact]
    public void Rule21DotsOutsideQuotesPartAPath()
    {
        Assert.Equal("""{"a":{"b.c":{"d":1}}}""", Some.Json("a.\"b.c\".d = 1"));
        Assert.Equal("""{"10":{"0foo":1}}""", Some.Json("10.0foo = 1"));
        Assert.Equal("""{"3":{"14":1}}""", Some.Json("3.14 = 1"));
        Assert.Equal("""{"1e5":1,"01":2,"true":3}""", Some.Json("1e5 = 1, 01 = 2, true = 3"));
        Assert.Equal("""{"a ":{" b c":1}}""", Some.Json("a . b c = 1"));
    }

    [Theory]
    [InlineData("a..b = 1")]
    [InlineData(".a = 1")]
    [InlineData("a. = 1")]
    [InlineData("a = ${b..c}")]
    [InlineData("a = ${}")]
    [InlineData(" = 1")]
    public void Rule22AnEmptyKeyNeedsQuotes(string text) => Assert.Equal(HoconErrorKind.Syntax, Some.ErrorKind(text));

    [Fact]
    public void Rule22AnEmptyKeyInQuotesIsAKey() =>
        Assert.Equal("""{"a":{"":{"b":1}},"":2}""", Some.Json("a.\"\".b = 1, \"\" = 2"));

    [Fact]
    public void Rule23APathIsTextWithoutSubstitutions()
    {
        Assert.Equal(HoconErrorKind.Syntax, Some.ErrorKind("a = 1, ${a} = 2"));
        Assert.Equal(HoconErrorKind.Syntax, Some.ErrorKind("a = 1, x${a} = 2"));
        Assert.Equal(HoconErrorKind.Syntax, Some.ErrorKind("a = ${b${c}}"));
    }

    [Fact]
    public void Rule23QuotedKeysStandInPathsOfGettersToo()
    {
        var config = Some.Config("a { \"b.c\" = 1, \"x \\\" y\" = 2, \"\" = 3 }");

        Assert.Equal(1, config.GetInt32("a.\"b.c\""));
        Assert.Equal(2, config.GetInt32("a.\"x \\\" y\""));
        Assert.Equal(3, config.GetInt32(HoconPath.Of("a", "").ToString()));
        Assert.Equal(HoconErrorKind.Syntax, Assert.Throws<HoconException>(() => config.GetInt32("a..b")).Kind);
        Assert.False(config.HasValue("a.b.c"));
    }

    [Theory]
    [InlineData("include = 1")]
    [InlineData("include : 1")]
    [InlineData("include.foo = 1")]
    [InlineData("include foo = 1")]
    [InlineData("include += 1")]
    [InlineData("include { a = 1 }")]
    public void Rule24IncludeMayNotBeginAKey(string text) => Assert.Equal(HoconErrorKind.Syntax, Some.ErrorKind(text));

    [Fact]
    public void Rule24IncludeIsAWordEverywhereElse() =>
        Assert.Equal(
            """{"include":1,"foo":{"include":2},"foo include":3,"includes":4,"a":"include","b":["include"]}""",
            Some.Json("\"include\" = 1, foo.include = 2, foo include = 3, includes = 4, a = include, b = [include]")
        );
}
