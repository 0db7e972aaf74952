using System;
using System.Globalization;

namespace ActorLog.Options;

/// <summary>Durations and sizes as they are written in configurations.</summary>
internal static class Quantities
{
    /// <summary>
    /// Reads <c>10s</c>, <c>200 ms</c>, <c>1.5 hours</c>, .NET's <c>00:00:10</c>, <c>infinite</c>, or a bare number of
    /// milliseconds as HOCON has it.
    /// </summary>
    public static bool TryParseDuration(string text, out TimeSpan duration)
    {
        text = text.Trim();
        if (text is "infinite" or "Infinite" or "never")
        {
            duration = TimeSpan.MaxValue;
            return true;
        }

        if (text.Contains(':', StringComparison.Ordinal))
        {
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration);
        }

        duration = default;
        if (!TrySplit(text, out var number, out var unit) || NanosecondsPer(unit) is not { } factor)
        {
            return false;
        }

        if (Math.Abs(number) > long.MaxValue / (factor / 100))
        {
            return false;
        }

        duration = TimeSpan.FromTicks((long)(number * factor / 100));
        return true;
    }

    /// <summary>Reads <c>5 MiB</c>, <c>100 kB</c>, <c>1.5G</c>, or a bare number of bytes.</summary>
    public static bool TryParseSize(string text, out long bytes)
    {
        bytes = 0;
        if (!TrySplit(text.Trim(), out var number, out var unit) || BytesPer(unit) is not { } factor)
        {
            return false;
        }

        if (number < 0 || number > long.MaxValue / factor)
        {
            return false;
        }

        bytes = (long)(number * factor);
        return true;
    }

    private static bool TrySplit(string text, out decimal number, out string unit)
    {
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or '-' or '+'))
        {
            end++;
        }

        unit = text[end..].Trim();
        return decimal.TryParse(text.AsSpan(0, end), NumberStyles.Number, CultureInfo.InvariantCulture, out number);
    }

    private static decimal? NanosecondsPer(string unit) =>
        unit switch
        {
            "ns" or "nano" or "nanos" or "nanosecond" or "nanoseconds" => 1m,
            "us" or "micro" or "micros" or "microsecond" or "microseconds" => 1_000m,
            "" or "ms" or "milli" or "millis" or "millisecond" or "milliseconds" => 1_000_000m,
            "s" or "second" or "seconds" => 1_000_000_000m,
            "m" or "minute" or "minutes" => 60_000_000_000m,
            "h" or "hour" or "hours" => 3_600_000_000_000m,
            "d" or "day" or "days" => 86_400_000_000_000m,
            _ => null,
        };

    private static decimal? BytesPer(string unit) =>
        unit switch
        {
            "" or "B" or "b" or "byte" or "bytes" => 1m,
            "kB" or "kilobyte" or "kilobytes" => 1_000m,
            "MB" or "megabyte" or "megabytes" => 1_000_000m,
            "GB" or "gigabyte" or "gigabytes" => 1_000_000_000m,
            "TB" or "terabyte" or "terabytes" => 1_000_000_000_000m,
            "K" or "k" or "Ki" or "KiB" or "kibibyte" or "kibibytes" => 1024m,
            "M" or "m" or "Mi" or "MiB" or "mebibyte" or "mebibytes" => 1024m * 1024,
            "G" or "g" or "Gi" or "GiB" or "gibibyte" or "gibibytes" => 1024m * 1024 * 1024,
            "T" or "t" or "Ti" or "TiB" or "tebibyte" or "tebibytes" => 1024m * 1024 * 1024 * 1024,
            _ => null,
        };
}
