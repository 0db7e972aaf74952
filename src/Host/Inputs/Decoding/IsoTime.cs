using System;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>Reads times of the one form that nearly all loggers write: to the second at least, the zone in full or not at all.</summary>
/// <remarks>
/// <c>2020-09-23T10:45:56.123Z</c>, <c>2020-09-23 10:45:56,123456789+08:00</c>. The framework's parser, which is told its formats
/// one after the other, takes longer than all the rest of a line. What is of another form is left to it.
/// </remarks>
internal static class IsoTime
{
    private const int FractionAt = 19;
    private const int MostHours = 14;

    /// <summary>Reads a time; false when it is of another form, or no time.</summary>
    /// <param name="text">The time.</param>
    /// <param name="zone">The zone of a time that names none.</param>
    /// <param name="time">The time.</param>
    public static bool TryParse(ReadOnlySpan<char> text, TimeZoneInfo zone, out DateTimeOffset time)
    {
        time = default;
        if (
            text is not [_, _, _, _, '-', _, _, '-', _, _, 'T' or 't' or ' ', _, _, ':', _, _, ':', _, _, ..]
            || !TryClock(text, out var clock)
        )
        {
            return false;
        }

        text = text[FractionAt..];
        if (text is ['.' or ',', ..])
        {
            clock = clock.AddTicks(TakeFraction(ref text));
        }

        if (OffsetOf(text, clock, zone) is not { } offset)
        {
            return false;
        }

        var utc = clock.Ticks - offset.Ticks;
        if (utc < DateTime.MinValue.Ticks || utc > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        time = new DateTimeOffset(clock, offset);
        return true;
    }

    private static bool TryClock(ReadOnlySpan<char> text, out DateTime clock)
    {
        clock = default;
        if (
            !TryNumber(text[..4], out var year)
            || !TryNumber(text.Slice(5, 2), out var month)
            || !TryNumber(text.Slice(8, 2), out var day)
            || !TryNumber(text.Slice(11, 2), out var hour)
            || !TryNumber(text.Slice(14, 2), out var minute)
            || !TryNumber(text.Slice(17, 2), out var second)
        )
        {
            return false;
        }

        var isTime =
            year > 0
            && month is > 0 and <= 12
            && day > 0
            && day <= DateTime.DaysInMonth(year, month)
            && hour < 24
            && minute < 60
            && second < 60;
        clock = isTime ? new DateTime(year, month, day, hour, minute, second) : default;
        return isTime;
    }

    // Digits beyond those of a tick are dropped.
    private static long TakeFraction(ref ReadOnlySpan<char> text)
    {
        var unit = TimeSpan.TicksPerSecond;
        long ticks = 0;
        var at = 1;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            unit /= 10;
            ticks += unit * (text[at] - '0');
        }

        text = text[at..];
        return ticks;
    }

    private static TimeSpan? OffsetOf(ReadOnlySpan<char> text, DateTime clock, TimeZoneInfo zone)
    {
        switch (text)
        {
            case []:
                return zone.GetUtcOffset(clock);
            case ['Z' or 'z']:
                return TimeSpan.Zero;
            case ['+' or '-', _, _, ':', _, _]
                when TryNumber(text.Slice(1, 2), out var hours)
                    && TryNumber(text.Slice(4, 2), out var minutes)
                    && minutes < 60
                    && (hours < MostHours || (hours == MostHours && minutes == 0)):
                var offset = new TimeSpan(hours, minutes, 0);
                return text[0] == '-' ? -offset : offset;
            default:
                return null;
        }
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            number = (10 * number) + (digit - '0');
        }

        return true;
    }
}
