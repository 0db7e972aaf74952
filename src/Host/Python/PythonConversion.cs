using System;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text;

namespace ActorLog.Host.Python;

/// <summary>Converts one argument as one directive of a %-format says. <see langword="null"/> where Python would raise.</summary>
internal static class PythonConversion
{
    private const int DefaultPrecision = 6;

    public static string? Convert(PythonDirective directive, PythonValue value) =>
        directive.Type switch
        {
            's' => Text(directive, value.Str),
            'r' => Text(directive, value.Source),
            'a' => Text(directive, Ascii(value.Source)),
            'c' => Character(value) is { } character ? Pad(directive with { Zero = false }, "", character) : null,
            'd' or 'i' or 'u' => Truncated(value) is { } whole ? Integer(directive, whole, "", Decimal) : null,
            'x' => Whole(value) is { } whole ? Integer(directive, whole, "0x", Hexadecimal) : null,
            'X' => Whole(value) is { } whole
                ? Integer(directive, whole, "0X", n => Hexadecimal(n).ToUpperInvariant())
                : null,
            'o' => Whole(value) is { } whole ? Integer(directive, whole, "0o", Octal) : null,
            'e' or 'E' or 'f' or 'F' or 'g' or 'G' => Real(value) is { } real ? Floating(directive, real) : null,
            _ => null,
        };

    private static string Text(PythonDirective directive, string text)
    {
        if (directive.Precision != PythonDirective.None && directive.Precision < text.Length)
        {
            text = string.Concat(text.EnumerateRunes().Take(directive.Precision));
        }

        return Pad(directive with { Zero = false }, "", text);
    }

    private static string? Character(PythonValue value)
    {
        if (value is PythonText { Value.Length: 1 or 2 } text)
        {
            return text.Value.EnumerateRunes().Count() == 1 ? text.Value : null;
        }

        return Whole(value) is { } code && code >= 0 && code <= 0x10FFFF
            ? Rune.IsValid((int)code)
                ? new Rune((int)code).ToString()
                : "\uFFFD"
            : null;
    }

    private static string Integer(
        PythonDirective directive,
        BigInteger number,
        string prefix,
        Func<BigInteger, string> digits
    )
    {
        var text = digits(BigInteger.Abs(number)).PadLeft(Math.Max(directive.Precision, 0), '0');
        return Pad(directive, Sign(directive, number.Sign < 0) + (directive.Alternate ? prefix : ""), text);
    }

    private static string Floating(PythonDirective directive, double number)
    {
        var precision = directive.Precision == PythonDirective.None ? DefaultPrecision : directive.Precision;
        var magnitude = Math.Abs(number);
        var text =
            double.IsNaN(number) ? "nan"
            : double.IsInfinity(number) ? "inf"
            : char.ToLowerInvariant(directive.Type) switch
            {
                'e' => PythonNumbers.Exponential(magnitude, precision, directive.Alternate),
                'f' => PythonNumbers.Fixed(magnitude, precision, directive.Alternate),
                _ => PythonNumbers.General(magnitude, precision, directive.Alternate),
            };
        text = char.IsUpper(directive.Type) ? text.ToUpperInvariant() : text;
        return Pad(directive, Sign(directive, double.IsNegative(number) && !double.IsNaN(number)), text);
    }

    private static string Sign(PythonDirective directive, bool negative) =>
        negative ? "-"
        : directive.Plus ? "+"
        : directive.Space ? " "
        : "";

    // Width counts characters as Python does, not UTF-16 code units.
    private static string Pad(PythonDirective directive, string prefix, string text)
    {
        var missing = directive.Width - prefix.Length - text.EnumerateRunes().Count();
        if (missing <= 0)
        {
            return prefix + text;
        }

        return directive.Left ? prefix + text + new string(' ', missing)
            : directive.Zero ? prefix + new string('0', missing) + text
            : new string(' ', missing) + prefix + text;
    }

    private static BigInteger? Whole(PythonValue value) =>
        value switch
        {
            PythonInt number => number.Value,
            PythonBool flag => flag.Value ? 1 : 0,
            _ => null,
        };

    private static BigInteger? Truncated(PythonValue value) =>
        value is PythonFloat number
            ? (double.IsFinite(number.Value) ? new BigInteger(number.Value) : null)
            : Whole(value);

    private static double? Real(PythonValue value) =>
        value is PythonFloat number ? number.Value
        : Whole(value) is { } whole && double.IsFinite((double)whole) ? (double)whole
        : null;

    private static string Decimal(BigInteger number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Hexadecimal(BigInteger number) =>
        number.IsZero ? "0" : number.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');

    private static string Octal(BigInteger number)
    {
        var digits = new StringBuilder();
        foreach (var digit in number.ToString("b", CultureInfo.InvariantCulture).TrimStart('0').Reverse().Chunk(3))
        {
            digits.Insert(0, (char)('0' + digit.Select((bit, place) => (bit - '0') << place).Sum()));
        }

        return digits.Length == 0 ? "0" : digits.ToString();
    }

    private static string Ascii(string source)
    {
        var ascii = new StringBuilder(source.Length);
        foreach (var rune in source.EnumerateRunes())
        {
            var code = rune.Value;
            _ =
                code < 0x80 ? ascii.Append((char)code)
                : code < 0x100 ? ascii.Append(CultureInfo.InvariantCulture, $"\\x{code:x2}")
                : code < 0x10000 ? ascii.Append(CultureInfo.InvariantCulture, $"\\u{code:x4}")
                : ascii.Append(CultureInfo.InvariantCulture, $"\\U{code:x8}");
        }

        return ascii.ToString();
    }
}
