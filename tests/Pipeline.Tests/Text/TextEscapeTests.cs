using System;
using System.Buffers;
using System.Linq;
using System.Text;
using ActorLog.Text;
using Xunit;

namespace ActorLog.Tests.Text;

/// <summary>The fast way (a vector of plain ASCII at a time) and the slow way must agree: both run through one table.</summary>
public sealed class TextEscapeTests
{
    private static readonly string[] Texts =
    [
        .. from length in new[] { 0, 1, 7, 8, 9, 15, 16, 17, 40, 4095, 4096, 4097, 9000 }
        from place in new[] { 0, 1, length / 2, length - 2, length - 1, length }.Distinct()
        where place >= 0 && place <= length
        from special in new[]
        {
            "",
            "\n",
            "\t",
            "\"",
            "\\",
            "~",
            "\u007f",
            "\u0085",
            "é",
            "界",
            "😀",
            "\ud800",
            "\u202e",
        }
        select new string('a', place) + special + new string('z', length - place),
    ];

    [Fact]
    public void LinesAreEscapedCharacterByCharacter() =>
        Assert.All(Texts, text => Assert.Equal(Expected(text, LineEscape), Written<LineText>(text)));

    [Fact]
    public void QuotedTextsAreEscapedCharacterByCharacter() =>
        Assert.All(Texts, text => Assert.Equal(Expected(text, QuotedEscape), Written<QuotedText>(text)));

    [Fact]
    public void RawTextsAreNotEscaped() =>
        Assert.All(Texts, text => Assert.Equal(Expected(text, _ => null), Written<RawText>(text)));

    private static string? LineEscape(char c) =>
        c switch
        {
            '\n' => "\\n",
            '\u007f' => "\\x7f",
            '\u0085' => "\\x85",
            '\u202e' => "\\u202e",
            _ => null,
        };

    private static string? QuotedEscape(char c) =>
        c switch
        {
            '\n' => "\\n",
            '\t' => "\\t",
            '"' => "\\\"",
            '\\' => "\\\\",
            '\u007f' => "\\u007f",
            '\u0085' => "\\u0085",
            '\u202e' => "\\u202e",
            _ => null,
        };

    private static string Expected(string text, Func<char, string?> escape) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(string.Concat(text.Select(c => escape(c) ?? c.ToString()))));

    private static string Written<TEscape>(string text)
        where TEscape : struct, ITextEscape
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new Utf8Writer(output, 1);
        writer.WriteText<TEscape>(text);
        writer.Commit();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
