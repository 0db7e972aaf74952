using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using ActorLog.Hocon.Lexing;

namespace ActorLog.Hocon.Values;

/// <summary>
/// Durations, periods and sizes. A text is a number and a unit with or without blanks between and around; units are
/// case-sensitive, as the specification has them. A result is null when the text is none, with what was wrong.
/// </summary>
internal static class Units
{
    private static readonly FrozenDictionary<string, decimal> Durations = new Dictionary<string, decimal>
    {
        ["ns"] = 0.01m,
        ["nano"] = 0.01m,
        ["nanos"] = 0.01m,
        ["nanosecond"] = 0.01m,
        ["nanoseconds"] = 0.01m,
        ["us"] = TimeSpan.TicksPerMicrosecond,
        ["micro"] = TimeSpan.TicksPerMicrosecond,
        ["micros"] = TimeSpan.TicksPerMicrosecond,
        ["microsecond"] = TimeSpan.TicksPerMicrosecond,
        ["microseconds"] = TimeSpan.TicksPerMicrosecond,
        ["ms"] = TimeSpan.TicksPerMillisecond,
        ["milli"] = TimeSpan.TicksPerMillisecond,
        ["millis"] = TimeSpan.TicksPerMillisecond,
        ["millisecond"] = TimeSpan.TicksPerMillisecond,
        ["milliseconds"] = TimeSpan.TicksPerMillisecond,
        ["s"] = TimeSpan.TicksPerSecond,
        ["second"] = TimeSpan.TicksPerSecond,
        ["seconds"] = TimeSpan.TicksPerSecond,
        ["m"] = TimeSpan.TicksPerMinute,
        ["minute"] = TimeSpan.TicksPerMinute,
        ["minutes"] = TimeSpan.TicksPerMinute,
        ["h"] = TimeSpan.TicksPerHour,
        ["hour"] = TimeSpan.TicksPerHour,
        ["hours"] = TimeSpan.TicksPerHour,
        ["d"] = TimeSpan.TicksPerDay,
        ["day"] = TimeSpan.TicksPerDay,
        ["days"] = TimeSpan.TicksPerDay,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, BigInteger> Sizes = MakeSizes();

    /// <summary>Sizes are exact, so what is computed has to be bounded.</summary>
    private const int MaxDigits = 1_000;

    private const NumberStyles Signed = NumberStyles.AllowLeadingSign;

    /// <summary>A duration; without a unit, milliseconds. What is finer than a tick of 100 ns is cut off.</summary>
    public static TimeSpan? Duration(string text, bool needsUnit, out string problem)
    {
        var (number, unit) = Split(text);
        if (!Number(number, out var value) || (needsUnit && unit.Length == 0))
        {
            problem = "expected a number and a unit, such as 10s or 200ms";
            return null;
        }

        if (!Durations.TryGetValue(unit.Length == 0 ? "ms" : unit, out var ticks))
        {
            problem = Unknown(unit, Durations.Keys, "ns, us, ms, s, m, h, d");
            return null;
        }

        problem = "expected no more than 10,675,199 days";
        return Math.Abs(value) <= long.MaxValue / Math.Max(ticks, 1) && Math.Abs(value * ticks) < long.MaxValue
            ? TimeSpan.FromTicks((long)(value * ticks))
            : null;
    }

    /// <summary>A size in bytes; what is less than a byte is cut off.</summary>
    public static BigInteger? Size(string text, bool needsUnit, out string problem)
    {
        var (number, unit) = Split(text);
        if (!IsNumber(number) || (needsUnit && unit.Length == 0))
        {
            problem = "expected a number and a unit, such as 5 MiB or 512 kB";
            return null;
        }

        if (!Sizes.TryGetValue(unit.Length == 0 ? "B" : unit, out var factor))
        {
            problem = Unknown(unit, Sizes.Keys, "B, kB, KiB, MB, MiB, GB, GiB, TB, TiB");
            return null;
        }

        problem = "expected a size of at most 1,000 digits";
        var canonical = NumberText.Canonical(number.TrimStart('+'));
        if (canonical == "0")
        {
            return BigInteger.Zero;
        }

        var e = canonical.IndexOf('e', StringComparison.OrdinalIgnoreCase);
        if (
            number.Length > MaxDigits
            || !long.TryParse(canonical.AsSpan(e + 1), Signed, CultureInfo.InvariantCulture, out var power)
        )
        {
            return null;
        }

        if (canonical.StartsWith('-'))
        {
            problem = "expected a size that is not negative";
            return null;
        }

        return Scale(BigInteger.Parse(canonical.AsSpan(0, e), CultureInfo.InvariantCulture) * factor, power);
    }

    /// <summary>A number by a power of ten, cut off to a whole one; null when it has too many digits.</summary>
    private static BigInteger? Scale(BigInteger number, long power)
    {
        if (power > MaxDigits)
        {
            return null;
        }

        // No number that is let in reaches up to a byte from there, not even in the largest unit.
        if (power < -2 * MaxDigits)
        {
            return BigInteger.Zero;
        }

        var scale = BigInteger.Pow(10, (int)Math.Abs(power));
        return power < 0 ? number / scale : number * scale;
    }

    /// <summary>A period; without a unit, days. There are no fractions of one.</summary>
    public static HoconPeriod? Period(string text, out string problem)
    {
        var (number, unit) = Split(text);
        if (!int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            problem = "expected a whole number and a unit, such as 3 weeks or 2y";
            return null;
        }

        problem = "expected one of the units d, w, m, mo, y";
        return unit switch
        {
            "" or "d" or "day" or "days" => new HoconPeriod(0, 0, value),
            "w" or "week" or "weeks" when Math.Abs((long)value) <= int.MaxValue / 7 => new HoconPeriod(0, 0, value * 7),
            "m" or "mo" or "month" or "months" => new HoconPeriod(0, value, 0),
            "y" or "year" or "years" => new HoconPeriod(value, 0, 0),
            _ => null,
        };
    }

    private static (string Number, string Unit) Split(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsBlank(text[start]))
        {
            start++;
        }

        while (end > start && IsBlank(text[end - 1]))
        {
            end--;
        }

        var unit = end;
        while (unit > start && char.IsLetter(text[unit - 1]))
        {
            unit--;
        }

        var number = unit;
        while (number > start && IsBlank(text[number - 1]))
        {
            number--;
        }

        return (text[start..number], text[unit..end]);
    }

    /// <summary>A line feed too: it ends what an environment variable has from a file.</summary>
    private static bool IsBlank(char c) => c == '\n' || Characters.IsWhitespace(c);

    private static bool Number(string text, out decimal value) =>
        decimal.TryParse(
            text,
            NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out value
        );

    /// <summary>The same spellings as <see cref="Number"/>, whatever the number of digits.</summary>
    private static bool IsNumber(string text) =>
        text.All(Characters.IsNumeric)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Unknown(string unit, IEnumerable<string> known, string common)
    {
        var near = Nearest.Find(unit, known);
        return near is null
            ? $"'{unit}' is no unit; expected one of {common}"
            : $"'{unit}' is no unit; did you mean '{near}'?";
    }

    private static FrozenDictionary<string, BigInteger> MakeSizes()
    {
        var sizes = new Dictionary<string, BigInteger>(StringComparer.Ordinal)
        {
            ["B"] = 1,
            ["b"] = 1,
            ["byte"] = 1,
            ["bytes"] = 1,
        };
        string[] decimals = ["kilo", "mega", "giga", "tera", "peta", "exa", "zetta", "yotta"];
        string[] binaries = ["kibi", "mebi", "gibi", "tebi", "pebi", "exbi", "zebi", "yobi"];
        for (var i = 0; i < decimals.Length; i++)
        {
            var letter = decimals[i][..1];
            var upper = letter.ToUpperInvariant();
            var (thousands, powers) = (BigInteger.Pow(1000, i + 1), BigInteger.Pow(1024, i + 1));
            sizes[i == 0 ? "kB" : upper + "B"] = thousands;
            sizes[decimals[i] + "byte"] = sizes[decimals[i] + "bytes"] = thousands;
            sizes[letter] = sizes[upper] = sizes[upper + "i"] = sizes[upper + "iB"] = powers;
            sizes[binaries[i] + "byte"] = sizes[binaries[i] + "bytes"] = powers;
        }

        return sizes.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
