using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace ActorLog.Host.Python;

/// <summary>Reads quoted Python strings, and steps over brackets that may contain some.</summary>
internal static class PythonStrings
{
    /// <summary>The content of the string whose quote stands at <paramref name="position"/>, which is moved behind it.</summary>
    /// <returns><see langword="null"/> when the string does not end.</returns>
    public static string? Read(string text, ref int position)
    {
        var quote = text[position];
        var content = new StringBuilder();
        for (position++; position < text.Length; position++)
        {
            var c = text[position];
            if (c == quote)
            {
                position++;
                return content.ToString();
            }

            if (c != '\\')
            {
                content.Append(c);
            }
            else if (++position < text.Length)
            {
                Unescape(text, ref position, content);
            }
        }

        return null;
    }

    /// <summary>Moves <paramref name="position"/> from an opening bracket behind the one that closes it.</summary>
    /// <returns>False when brackets do not match.</returns>
    public static bool SkipBrackets(string text, ref int position)
    {
        var open = new Stack<char>();
        while (position < text.Length)
        {
            var c = text[position];
            if (c is '\'' or '"')
            {
                if (Read(text, ref position) is null)
                {
                    return false;
                }

                continue;
            }

            position++;
            if (c is '(' or '[' or '{')
            {
                open.Push(
                    c switch
                    {
                        '(' => ')',
                        '[' => ']',
                        _ => '}',
                    }
                );
            }
            else if (c is ')' or ']' or '}' && open.Pop() != c)
            {
                return false;
            }

            if (open.Count == 0)
            {
                return true;
            }
        }

        return false;
    }

    // `position` stands on the character behind the backslash and is left on the last character of the escape.
    private static void Unescape(string text, ref int position, StringBuilder content)
    {
        var c = text[position];
        var digits = c switch
        {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        if (digits > 0 && TryHex(text, position + 1, digits, out var code))
        {
            position += digits;

            // Python can hold half a surrogate pair; UTF-8 cannot.
            content.Append(Rune.IsValid(code) ? new Rune(code).ToString() : "\uFFFD");
            return;
        }

        char? plain = c switch
        {
            '\\' or '\'' or '"' => c,
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'a' => '\a',
            'b' => '\b',
            'f' => '\f',
            'v' => '\v',
            '0' => '\0',
            _ => null,
        };
        if (plain is null)
        {
            content.Append('\\');
        }

        content.Append(plain ?? c);
    }

    private static bool TryHex(string text, int start, int count, out uint code)
    {
        code = 0;
        return start + count <= text.Length
            && uint.TryParse(
                text.AsSpan(start, count),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out code
            );
    }
}
