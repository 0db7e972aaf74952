using ActorLog.Hocon.Tests.Support;
using Xunit;

namespace ActorLog.Hocon.Tests.Specification;

/// <summary>Rules 10 to 20: duplicate keys, unquoted text, concatenation.</summary>
public class ValueRulesTests
{
    [Fact]
    public void Rule10LaterWinsAndObjectsMerge()
    {
        Assert.Equal("""{"a":2}""", Some.Json("a = 1, a = 2"));
        Assert.Equal("""{"a":{"x":1,"y":3,"z":4}}""", Some.Json("a { x = 1, y = 2 }, a { y = 3, z = 4 }"));
        Assert.Equal("""{"a":{"z":4}}""", Some.Json("a { x = 1 }, a = 5, a { z = 4 }"));
        Assert.Equal("""{"a":{"z":4}}""", Some.Json("a { x = 1 }, a = null, a { z = 4 }"));
        Assert.Equal("""{"a":[2]}""", Some.Json("a = [1], a = [2]"));
        Assert.Equal("""{"a":{"b":1},"c":{"d":2,"b":1}}""", Some.Json("a = 0, a { b = 1 }, c { d = 2 }, c = ${a}"));
    }

    [Theory]
    [InlineData("$")]
    [InlineData("+")]
    [InlineData("`")]
    [InlineData("^")]
    [InlineData("?")]
    [InlineData("!")]
    [InlineData("@")]
    [InlineData("*")]
    [InlineData("&")]
    [InlineData("\\")]
    public void Rule11SomeCharactersNeedQuotes(string character)
    {
        Assert.Equal(HoconErrorKind.Syntax, Some.ErrorKind($"a = x{character}y"));
        Assert.Equal(HoconErrorKind.Syntax, Some.ErrorKind($"x{character}y = 1"));
    }

    [Fact]
    public void Rule11TwoSlashesBeginACommentWithinAWordAndParenthesesAreText() =>
        Assert.Equal("""{"a":"b","c":"(d) e/f"}""", Some.Json("a = b//x\nc = (d) e/f"));

    [Theory]
    [InlineData("true", "true")]
    [InlineData("truely", "\"truely\"")]
    [InlineData("x true", "\"x true\"")]
    [InlineData("10x", "\"10x\"")]
    [InlineData("1.0.0", "\"1.0.0\"")]
    [InlineData("-foo", "\"-foo\"")]
    [InlineData("-", "\"-\"")]
    [InlineData("1e5", "1e5")]
    [InlineData("1e+5x", "\"1e+5x\"")]
    [InlineData("0xff", "\"0xff\"")]
    [InlineData("2020-01-01", "\"2020-01-01\"")]
    public void Rule12AWordIsANumberOrAKeywordOnlyByItself(string text, string json) =>
        Assert.Equal($"{{\"a\":{json}}}", Some.Json("a = " + text));

    [Fact]
    public void Rule12ANumberThatGoesWrongAtAPlusIsAnError() =>
        Assert.Equal(HoconErrorKind.Syntax, Some.ErrorKind("a = 1e+x"));

    [Fact]
    public void Rule12LeadingZerosAreDecimal() => Assert.Equal("""{"a":7,"b":-1.5}""", Some.Json("a = 007, b = -01.5"));

    [Fact]
    public void Rule13ThereAreNoEscapesWithoutQuotes() =>
        Assert.Equal(HoconErrorKind.Syntax, Some.ErrorKind("a = x\\n"));

    [Fact]
    public void Rule14TripleQuotesAreRaw()
    {
        const string quotes = "\"\"\"";
        Assert.Equal("a\\n\"b\"\nc", Some.Config($"a = {quotes}a\\n\"b\"\nc{quotes}").GetString("a"));
        Assert.Equal("x\"\"", Some.Config($"a = {quotes}x\"\"{quotes}").GetString("a"));
        Assert.Equal("", Some.Config($"a = {quotes}{quotes}").GetString("a"));
        Assert.Equal(HoconErrorKind.Syntax, Some.ErrorKind($"a = {quotes}x\"\""));
    }

    [Fact]
    public void Rule15ValuesOnALineAreOneStringWithItsBlanks()
    {
        Assert.Equal("a \t b  c", Some.Config("x =  a \t b  c \t \n").GetString("x"));
        Assert.Equal(" a b ", Some.Config("x = \" a\" \"b \"").GetString("x"));
        Assert.Equal("""{"x":"a","b":1}""", Some.Json("x = a\nb = 1"));
    }

    [Fact]
    public void Rule16KeysConcatenateToo() =>
        Assert.Equal("""{"a b c":1,"d e":2}""", Some.Json("a b c = 1, \"d\" e : 2"));

    [Fact]
    public void Rule17NumbersAndKeywordsStandInStringsAsTheyAreWritten()
    {
        Assert.Equal("null true 1.50 1e3 007", Some.Config("a = null true 1.50 1e3 007").GetString("a"));
        Assert.Equal("1.50x", Some.Config("n = 1.50, a = ${n}x").GetString("a"));
        Assert.Equal("""{"n":null,"a":null,"b":"nullnull"}""", Some.Json("n = null, a = ${n}, b = ${n}${n}"));
    }

    [Fact]
    public void Rule18ListsJoinAndObjectsMerge()
    {
        Assert.Equal("""{"a":[1,2,3]}""", Some.Json("a = [1] [2, 3]"));
        Assert.Equal("""{"a":{"b":2,"c":3}}""", Some.Json("a = { b = 1 } { b = 2, c = 3 }"));
        Assert.Equal("""{"a":[[1,2],{"b":1,"c":2}]}""", Some.Json("a = [[1] [2], {b:1} {c:2}]"));
    }

    [Theory]
    [InlineData("a = [1] {b:2}")]
    [InlineData("a = {b:2} [1]")]
    [InlineData("a = [1] x")]
    [InlineData("a = x [1]")]
    [InlineData("a = x {b:2}")]
    [InlineData("a = {b:2} x")]
    [InlineData("l = [1], a = ${l}x")]
    [InlineData("o = {b:2}, a = \"\"${o}")]
    public void Rule18MixingThemIsAnError(string text) => Assert.Equal(HoconErrorKind.WrongType, Some.ErrorKind(text));

    [Fact]
    public void Rule19BlanksBetweenSubstitutionsOfContainersAreNothing()
    {
        Assert.Equal(
            "[1,1]",
            Some.Config("l = [1], a = ${l} ${l}")
                .GetValue("a")
                .ToString()
                .Replace(" ", "", System.StringComparison.Ordinal)
        );
        Assert.Equal("{b = 1}", Some.Config("o = {b:1}, a = ${o}   ${?none} ${o}").GetValue("a").ToString());
        Assert.Equal(HoconErrorKind.WrongType, Some.ErrorKind("l = [1], a = ${l} \" \" ${l}"));
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("\u001C")]
    [InlineData("\u001F")]
    [InlineData("\u00A0 \t\v")]
    public void Rule19SuchBlanksAreAllThatTheSpecificationCallsWhitespace(string space)
    {
        Assert.Equal("{\"a\":[1,2]}", Some.Json($"a = [1]{space}[2]"));
        Assert.Equal("{\"a\":{\"b\":1}}", Some.Json($"a = ${{?none}}{space}{{ b = 1 }}"));
    }

    [Fact]
    public void Rule19WhatIsNoWhitespaceIsText() =>
        Assert.Equal(HoconErrorKind.WrongType, Some.ErrorKind("a = [1]\u0085[2]"));

    [Fact]
    public void Rule20WordsInAListAreOneString() =>
        Assert.Equal("""{"a":["1 2","x y"]}""", Some.Json("a = [1 2, x y]"));
}
