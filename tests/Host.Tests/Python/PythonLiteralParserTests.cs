using System;
using System.Linq;
using ActorLog.Host.Python;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ActorLog.Host.Tests.Python;

public class PythonLiteralParserTests
{
    [Theory]
    [InlineData("None", typeof(PythonNone))]
    [InlineData("True", typeof(PythonBool))]
    [InlineData("42", typeof(PythonInt))]
    [InlineData("-7", typeof(PythonInt))]
    [InlineData("1.5", typeof(PythonFloat))]
    [InlineData("1e+20", typeof(PythonFloat))]
    [InlineData("-inf", typeof(PythonFloat))]
    [InlineData("nan", typeof(PythonFloat))]
    [InlineData("'a'", typeof(PythonText))]
    [InlineData("b'a\\x00'", typeof(PythonBytes))]
    [InlineData("()", typeof(PythonTuple))]
    [InlineData("(1,)", typeof(PythonTuple))]
    [InlineData("(1, 'a', (2.0, None))", typeof(PythonTuple))]
    [InlineData("(1)", typeof(PythonInt))]
    [InlineData("[1, 2, [3]]", typeof(PythonList))]
    [InlineData("{1, 2}", typeof(PythonList))]
    [InlineData("{}", typeof(PythonDictionary))]
    [InlineData("{'a': 1, 'b': {'c': (1,)}}", typeof(PythonDictionary))]
    [InlineData("<object at 0x7f>", typeof(PythonOpaque))]
    [InlineData("<generator object <genexpr> at 0x7f>", typeof(PythonOpaque))]
    [InlineData("ValueError('a)b')", typeof(PythonOpaque))]
    [InlineData("datetime.date(2020, 9, 23)", typeof(PythonOpaque))]
    [InlineData("set()", typeof(PythonOpaque))]
    [InlineData("(1+2j)", typeof(PythonOpaque))]
    [InlineData("(-0-infj)", typeof(PythonOpaque))]
    [InlineData("1e+20j", typeof(PythonOpaque))]
    [InlineData("((1.5-2j),)", typeof(PythonTuple))]
    [InlineData("(2j, 3)", typeof(PythonTuple))]
    public void EachKindOfValueIsKnown(string text, Type kind)
    {
        var value = PythonLiteralParser.Parse(text);

        Assert.NotNull(value);
        Assert.IsType(kind, value);
        Assert.Equal(text is "(1)" ? "1" : text, value.Source);
    }

    [Theory]
    [InlineData("")]
    [InlineData("'open")]
    [InlineData("(1, 2")]
    [InlineData("(1 2)")]
    [InlineData("[1,,2]")]
    [InlineData("{1: 2, 3}")]
    [InlineData("{'a': }")]
    [InlineData("1 2")]
    [InlineData("Foo(]")]
    [InlineData("<open")]
    [InlineData("-")]
    [InlineData("-Foo")]
    [InlineData("1.2.3")]
    [InlineData(")")]
    [InlineData("\\")]
    public void WhatIsNoValueGivesNone(string text)
    {
        Assert.Null(PythonLiteralParser.Parse(text));
    }

    [Theory]
    [InlineData("""'it\'s'""", "it's")]
    [InlineData("""'a\\b'""", "a\\b")]
    [InlineData("""'\n\r\t\x41'""", "\n\r\tA")]
    [InlineData("""'\u4eca\U0001f600'""", "今\U0001F600")]
    [InlineData("""'\ud800'""", "\uFFFD")]
    [InlineData("""'\N{DASH}\q'""", """\N{DASH}\q""")]
    [InlineData("\"it's\"", "it's")]
    [InlineData("'今天天气不错'", "今天天气不错")]
    public void EscapesAreUndone(string text, string content)
    {
        Assert.Equal(content, Assert.IsType<PythonText>(PythonLiteralParser.Parse(text)).Value);
    }

    [Fact]
    public void NestingHasALimit()
    {
        const int Limit = PythonLiteralParser.MaxDepth;

        Assert.NotNull(PythonLiteralParser.Parse(new string('[', Limit) + new string(']', Limit)));
        Assert.Null(PythonLiteralParser.Parse(new string('[', 100_000) + new string(']', 100_000)));
        Assert.Null(PythonLiteralParser.Parse(new string('(', 100_000)));
    }

    [Fact]
    public void AnIntegerThatPythonWouldNotReadIsNoValue()
    {
        Assert.NotNull(PythonLiteralParser.Parse(new string('9', 4300)));
        Assert.Null(PythonLiteralParser.Parse(new string('9', 4301)));
    }

    [Fact]
    public void AnyTextIsTakenWithoutAnException()
    {
        const string Alphabet = "()[]{}<>'\"\\,:.-+eEbxuNUa1 今\n";
        var texts = Gen.Elements(Alphabet.ToCharArray()).ListOf().Select(list => new string(list.ToArray()));

        Prop.ForAll(
                texts.ToArbitrary(),
                text =>
                {
                    _ = PythonLiteralParser.Parse(text);
                    _ = PythonFormat.Apply(text, new PythonNone("None"));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }
}
