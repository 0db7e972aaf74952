using System;
using System.Globalization;
using System.Text;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon.Lexing;

/// <summary>Quoted strings: where they end, whether their escapes are JSON's, and what they say.</summary>
internal static class QuotedText
{
    /// <summary>Measures the string that begins at a quote, reporting what is wrong with it.</summary>
    public static (int Length, bool Escaped, bool Valid) Measure(HoconSource source, int start, ErrorList errors)
    {
        var text = source.Text;
        var escaped = false;
        var valid = true;
        var i = start + 1;
        while (true)
        {
            var run = text.AsSpan(i).IndexOfAny(Characters.QuotedStops);
            i = run < 0 ? text.Length : i + run;
            if (i >= text.Length || text[i] == '\n' || text.AsSpan(i).StartsWith("\r\n"))
            {
                errors.Syntax(source, start, i - start, "this quoted text has no end on its line", "expected '\"'");
                return (i - start, escaped, false);
            }

            if (text[i] == '"')
            {
                return (i + 1 - start, escaped, valid);
            }

            if (text[i] != '\\')
            {
                var code = ((int)text[i]).ToString("X4", CultureInfo.InvariantCulture);
                errors.Syntax(source, i, 1, "a control character in quoted text", $"write it as \\u{code}");
                (valid, i) = (false, i + 1);
                continue;
            }

            escaped = true;
            var length = EscapeLength(text, i);
            valid &= length > 0 || Refuse(source, i, errors);
            i += Math.Max(length, 1);
        }
    }

    /// <summary>What the token says, without quotes and escapes.</summary>
    public static string Decode(string text, Token token)
    {
        return token.Kind switch
        {
            TokenKind.Quoted => text.Substring(token.Start + 1, token.Length - 2),
            TokenKind.TripleQuoted => text.Substring(token.Start + 3, token.Length - 6),
            _ => Unescape(text.AsSpan(token.Start + 1, token.Length - 2)),
        };
    }

    private static string Unescape(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        while (true)
        {
            var escape = text.IndexOf('\\');
            if (escape < 0)
            {
                return result.Append(text).ToString();
            }

            result.Append(text[..escape]);
            var c = text[escape + 1];
            result.Append(
                c switch
                {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    'b' => '\b',
                    'f' => '\f',
                    'u' => (char)ushort.Parse(text.Slice(escape + 2, 4), NumberStyles.AllowHexSpecifier, null),
                    _ => c,
                }
            );
            text = text[(escape + (c == 'u' ? 6 : 2))..];
        }
    }

    private static bool Refuse(HoconSource source, int at, ErrorList errors)
    {
        var unicode = at + 1 < source.Text.Length && source.Text[at + 1] == 'u';
        var found =
            at + 1 < source.Text.Length && source.Text[at + 1] is not ('\n' or '\r')
                ? source.Text.Substring(at, 2)
                : "\\";
        errors.Syntax(
            source,
            at,
            found.Length,
            unicode ? "\\u is not followed by four hexadecimal digits" : $"'{found}' is not an escape",
            "expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"
        );
        return false;
    }

    private static int EscapeLength(string text, int at)
    {
        if (at + 1 >= text.Length)
        {
            return 0;
        }

        var c = text[at + 1];
        if (c == 'u')
        {
            var hex = text.AsSpan(at + 2, Math.Min(4, text.Length - at - 2));
            return hex.Length == 4 && !hex.ContainsAnyExcept(Hex) ? 6 : 0;
        }

        return c is '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't' ? 2 : 0;
    }

    private static readonly System.Buffers.SearchValues<char> Hex = System.Buffers.SearchValues.Create(
        "0123456789abcdefABCDEF"
    );
}
