using System.IO;
using System.Text;
using ActorLog.Hocon.Tests.Support;
using Xunit;

namespace ActorLog.Hocon.Tests.Specification;

/// <summary>Rules 1 to 9: characters, comments, separators.</summary>
public class SyntaxRulesTests
{
    [Fact]
    public void Rule01TextIsUtf8AndAByteOrderMarkIsWhitespace()
    {
        Assert.Equal("""{"a":1,"b":2}""", Some.Json("\uFEFFa = \uFEFF1\n\uFEFFb\uFEFF = 2"));
        Assert.Equal("é", HoconConfig.ParseStream(new MemoryStream("a = é"u8.ToArray())).GetString("a"));

        var error = HoconParser.ParseStream(new MemoryStream([(byte)'a', (byte)'\n', (byte)'b', 0xFF])).Errors;
        Assert.Equal("text:2:2", Assert.Single(error).Origin!.ToString());
        Assert.Single(HoconParser.ParseStream(new MemoryStream(Encoding.Unicode.GetBytes("a = é"))).Errors);
    }

    /// <summary>As <c>&gt;</c> of Windows PowerShell writes files.</summary>
    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Rule01Utf16IsSaidToBeUtf16(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] text = [.. encoding.Preamble, .. encoding.GetBytes("a = 1")];

        Assert.Equal(
            "text:1:1: error: this file is UTF-16\n  |\n1 | \n  | ^ save it as UTF-8",
            Assert.Single(HoconParser.ParseStream(new MemoryStream(text)).Errors).ToString()
        );
    }

    [Fact]
    public void Rule01AByteOrderMarkBeforeTheTextTakesNoColumn()
    {
        byte[] text = [.. Encoding.UTF8.Preamble, .. "a = [1}"u8];
        Assert.Equal("text:1:7", Place(text));

        byte[] broken = [.. Encoding.UTF8.Preamble, (byte)'a', 0xFF];
        Assert.Equal("text:1:2", Place(broken));

        static string Place(byte[] bytes) =>
            Assert.Single(HoconParser.ParseStream(new MemoryStream(bytes)).Errors).Origin!.ToString();
    }

    [Theory]
    [InlineData("""a = "\q" """)]
    [InlineData("""a = "\u12" """)]
    [InlineData("""a = "\uZZZZ" """)]
    [InlineData("a = \"x\ny\"")]
    [InlineData("a = \"x")]
    [InlineData("a = \"\u0001\"")]
    public void Rule02OnlyEscapesOfJsonStandInQuotes(string text) =>
        Assert.Equal(HoconErrorKind.Syntax, Some.ErrorKind(text));

    [Fact]
    public void Rule02EscapesOfJsonAreRead() =>
        Assert.Equal("\"\\/\b\f\n\r\té😀", Some.Config("""a = "\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00" """).GetString("a"));

    [Theory]
    [InlineData("1", HoconValueKind.Number)]
    [InlineData("-1.5e10", HoconValueKind.Number)]
    [InlineData("1e+5", HoconValueKind.Number)]
    [InlineData("NaN", HoconValueKind.String)]
    [InlineData("Infinity", HoconValueKind.String)]
    [InlineData(".5", HoconValueKind.String)]
    [InlineData("1.", HoconValueKind.String)]
    public void Rule03NumbersHaveTheGrammarOfJson(string text, HoconValueKind kind) =>
        Assert.Equal(kind, Some.Config("a = " + text).GetValue("a").Kind);

    [Fact]
    public void Rule04CommentsEndWithTheLineAndAreNoneInQuotes() =>
        Assert.Equal(
            """{"a":1,"b":"# // x","c":2}""",
            Some.Json("# // one\na = 1 # two\n// three # four\nb = \"# // x\"//five\nc=2#six")
        );

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\r\n")]
    [InlineData("# only a comment")]
    [InlineData("\uFEFF")]
    public void Rule05AnEmptyTextIsAnEmptyObject(string text) => Assert.Equal("{}", Some.Json(text));

    [Fact]
    public void Rule06TheBracesOfTheRootMayBeLeftOut()
    {
        Assert.Equal(Some.Json("{ a : 1 }"), Some.Json("a : 1"));
        Assert.Equal(HoconErrorKind.Syntax, Some.ErrorKind("a : 1 }"));
        Assert.Equal(HoconErrorKind.Syntax, Some.ErrorKind("{ a : 1"));
        Assert.Equal(HoconErrorKind.Syntax, Some.ErrorKind("{ a : 1 } b : 2"));
        Assert.Equal(HoconErrorKind.WrongType, Some.ErrorKind("[1, 2]"));
    }

    [Fact]
    public void Rule07ColonAndEqualsAreTheSameAndNoneIsNeededBeforeABrace() =>
        Assert.Equal("""{"a":1,"b":2,"c":{"d":3},"e":{}}""", Some.Json("a=1, b:2, c { d = 3 }, e {}"));

    [Fact]
    public void Rule08LineEndsSeparateAndOneCommaMayFollow()
    {
        Assert.Equal("""{"a":[1,2,3],"b":4}""", Some.Json("a = [1\n2,\n3,\n],\n\nb = 4,"));
        Assert.Equal("""{"a":1,"b":2}""", Some.Json("a = 1\r\nb = 2\r\n"));
    }

    [Theory]
    [InlineData("a = [1,,2]")]
    [InlineData("a = [,1]")]
    [InlineData("a = [1,,]")]
    [InlineData("{ , a = 1 }")]
    [InlineData("a = 1,, b = 2")]
    [InlineData(", a = 1")]
    [InlineData("a = { b = 1,\n, c = 2 }")]
    public void Rule08MoreCommasAreAnError(string text) => Assert.Equal(HoconErrorKind.Syntax, Some.ErrorKind(text));

    [Theory]
    [InlineData("\u00A0")]
    [InlineData("\u3000")]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    [InlineData("\t\v\f\r")]
    [InlineData("\u001C\u001D\u001E\u001F")]
    public void Rule09WhitespaceIsMoreThanBlanks(string space) =>
        Assert.Equal("""{"a":1}""", Some.Json($"{space}a{space}={space}1{space}"));

    [Fact]
    public void Rule09NextLineIsNoWhitespaceAndOnlyTheLineFeedEndsALine()
    {
        Assert.Equal("\u0085x", Some.Config("a = \u0085x").GetString("a"));
        Assert.Equal("1\r\u20282", Some.Config("a = 1\r\u20282").GetString("a"));
    }
}
