using System;
using System.Globalization;

namespace ActorLog.Hocon.Lexing;

/// <summary>
/// The grammar of numbers: JSON's, and leading zeros, which the reference implementation reads as decimal.
/// Numbers keep their text, so nothing is lost to the precision of a type.
/// </summary>
internal static class NumberText
{
    public static bool IsNumber(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !(char.IsAsciiDigit(text[0]) || text[0] == '-'))
        {
            return false;
        }

        var i = text[0] == '-' ? 1 : 0;
        if (!Digits(text, ref i))
        {
            return false;
        }

        if (i < text.Length && text[i] == '.')
        {
            i++;
            if (!Digits(text, ref i))
            {
                return false;
            }
        }

        if (i < text.Length && text[i] is 'e' or 'E')
        {
            i++;
            if (i < text.Length && text[i] is '+' or '-')
            {
                i++;
            }

            if (!Digits(text, ref i))
            {
                return false;
            }
        }

        return i == text.Length;
    }

    /// <summary>The number as JSON allows it: without leading zeros.</summary>
    public static string ToJson(string text)
    {
        var digits = text.StartsWith('-') ? 1 : 0;
        var first = digits;
        while (first + 1 < text.Length && text[first] == '0' && char.IsAsciiDigit(text[first + 1]))
        {
            first++;
        }

        return first == digits ? text : string.Concat(text.AsSpan(0, digits), text.AsSpan(first));
    }

    /// <summary>
    /// One spelling for each numeric value, so that <c>1.0</c>, <c>1</c> and <c>10e-1</c> are equal: the significant
    /// digits and the power of ten. Exponents beyond a long keep their text.
    /// </summary>
    public static string Canonical(string text)
    {
        var span = text.AsSpan();
        var e = span.IndexOfAny('e', 'E');
        long exponent = 0;
        if (
            e >= 0
            && !long.TryParse(
                span[(e + 1)..],
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out exponent
            )
        )
        {
            return text;
        }

        var mantissa = e < 0 ? span : span[..e];
        var negative = mantissa.StartsWith("-");
        mantissa = negative ? mantissa[1..] : mantissa;
        var point = mantissa.IndexOf('.');
        var fraction = point < 0 ? 0 : mantissa.Length - point - 1;
        var digits = point < 0 ? mantissa.ToString() : string.Concat(mantissa[..point], mantissa[(point + 1)..]);
        var trimmed = digits.TrimEnd('0');
        var power = exponent - fraction + (digits.Length - trimmed.Length);
        trimmed = trimmed.TrimStart('0');
        return trimmed.Length == 0
            ? "0"
            : string.Create(CultureInfo.InvariantCulture, $"{(negative ? "-" : "")}{trimmed}e{power}");
    }

    private static bool Digits(ReadOnlySpan<char> text, ref int i)
    {
        var start = i;
        while (i < text.Length && char.IsAsciiDigit(text[i]))
        {
            i++;
        }

        return i > start;
    }
}
