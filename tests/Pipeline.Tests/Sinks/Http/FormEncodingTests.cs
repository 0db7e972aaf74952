using System.Linq;
using System.Text;
using ActorLog.Sinks;
using ActorLog.Text;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class FormEncodingTests
{
    private static readonly string[] Texts =
    [
        "",
        "plain",
        "two words",
        "今天天气不错",
        "是风和日丽的 🌤",
        "a+b=c&d?e#f/g",
        "100 % ~ - . _ * ! ' ( )",
        "line one\nline two\r\n\ttabbed\0",
        "\"quoted\" <tag> [x] {y} \\ | ^ `",
        "é and e\u0301 and \u202e and \ufeff",
        new('界', 5000),
    ];

    public static TheoryData<string> NastyTexts => [.. Texts];

    [Theory]
    [InlineData("", "")]
    [InlineData("a b", "a+b")]
    [InlineData("a+b", "a%2Bb")]
    [InlineData("-._~", "-._~")]
    [InlineData("*!'()/", "%2A%21%27%28%29%2F")]
    [InlineData("50%\n", "50%25%0A")]
    [InlineData("天", "%E5%A4%A9")]
    [InlineData("🌤", "%F0%9F%8C%A4")]
    public void TextIsEncodedAsPythonDoes(string text, string encoded) => Assert.Equal(encoded, Encode(text));

    [Theory]
    [MemberData(nameof(NastyTexts))]
    public void AppendingAndEncodingAtOnceAreTheSame(string text) =>
        Assert.Equal(Encoding.ASCII.GetString(FormEncoding.Of(text)), Encode(text));

    [PythonFact]
    public void PythonEncodesTheSameTextsToTheSameBytes()
    {
        var encoded = Python.Run<string[]>(
            "from urllib.parse import urlencode; answer([urlencode({'log': text}) for text in question])",
            Texts
        );

        Assert.Equal(encoded, Texts.Select(text => "log=" + Encode(text)));
    }

    [PythonFact]
    public void PythonEncodesEveryByteTheSame()
    {
        var encoded = Python.Run<string[]>(
            "from urllib.parse import quote_plus; answer([quote_plus(bytes([b])) for b in range(256)])"
        );

        Assert.Equal(encoded, Enumerable.Range(0, 256).Select(value => Encode([(byte)value])));
    }

    private static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    private static string Encode(byte[] utf8)
    {
        var buffer = new ByteBuffer(16);
        FormEncoding.Append(utf8, buffer);
        return Encoding.ASCII.GetString(buffer.Written);
    }
}
