using System;
using System.Globalization;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>Reads times as other programs write them.</summary>
internal static class EventTime
{
    private const int DateLength = 10;
    private const int SecondsLength = 19;
    private const int FractionDigits = 7;

    private static readonly string[] WithZone = ["yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", "yyyy-MM-ddTHH:mmzzz"];
    private static readonly string[] WithoutZone = ["yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm"];

    /// <summary>
    /// Reads ISO 8601 (<c>2020-09-23T10:45:56.123Z</c>, with a blank for the T, with a comma for the point, with more digits than
    /// .NET keeps, with slashes in the date, with <c>UTC</c> for the Z), RFC 1123 (<c>Wed, 23 Sep 2020 10:45:56 GMT</c>) or a number
    /// since 1970. A time without a zone is in <paramref name="zone"/>.
    /// </summary>
    public static DateTimeOffset? Parse(string text, TimeZoneInfo zone)
    {
        if (IsoTime.TryParse(text, zone, out var usual))
        {
            return usual;
        }

        text = text.Trim();
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return FromEpoch(number);
        }

        if (DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        text = WithoutZoneName(WithHyphens(text));
        if (text.Length < DateLength + 2 || text[4] != '-' || text[DateLength] is not ('T' or 't' or ' '))
        {
            return null;
        }

        var zoneAt = text.AsSpan(DateLength).IndexOfAny("Zz+-");
        var clock = (zoneAt < 0 ? text : text[..(DateLength + zoneAt)]).TrimEnd();
        if (clock.Length == DateLength)
        {
            return null;
        }

        clock = Normalized(clock);
        return zoneAt < 0 ? ParseIn(zone, clock) : ParseWith(text[(DateLength + zoneAt)..], clock);
    }

    /// <summary>A number of seconds since 1970, as text.</summary>
    public static DateTimeOffset? ParseSeconds(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? FromSeconds(seconds)
            : null;

    /// <summary>A number of seconds since 1970.</summary>
    public static DateTimeOffset? FromSeconds(decimal seconds) => FromTicks(seconds, TimeSpan.TicksPerSecond);

    /// <summary>A number since 1970; its size tells whether it counts seconds, milli-, micro- or nanoseconds.</summary>
    /// <remarks>
    /// What would be before 2000 or after 2199 is something else that is called so, such as how long a request took, or the digits
    /// of a date (<c>20200923104556</c>): it must not move the event to 1970, or to 2611.
    /// </remarks>
    public static DateTimeOffset? FromEpoch(decimal number)
    {
        decimal? ticksPerUnit = Math.Abs(number) switch
        {
            < 100_000_000_000m => TimeSpan.TicksPerSecond,
            < 100_000_000_000_000m => TimeSpan.TicksPerMillisecond,
            < 100_000_000_000_000_000m => TimeSpan.TicksPerMicrosecond,
            < 100_000_000_000_000_000_000m => 0.01m,
            _ => null,
        };
        return ticksPerUnit is { } ticks && FromTicks(number, ticks) is { Year: >= 2000 and < 2200 } time ? time : null;
    }

    private static DateTimeOffset? FromTicks(decimal number, decimal ticksPerUnit)
    {
        // Beyond the year 9999 in ticks, and far from what decimal can hold.
        if (Math.Abs(number) > 1e20m)
        {
            return null;
        }

        var ticks = decimal.Round(number * ticksPerUnit) + DateTime.UnixEpoch.Ticks;
        return ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks
            ? new DateTimeOffset((long)ticks, TimeSpan.Zero)
            : null;
    }

    // Loggers of Go write 2020/09/23.
    private static string WithHyphens(string text) =>
        text is [_, _, _, _, '/', _, _, '/', ..] ? $"{text[..4]}-{text[5..7]}-{text[8..]}" : text;

    // Ruby writes ` UTC` for the zone, Go the zone's name behind its offset: ` +0800 CST`.
    private static string WithoutZoneName(string text)
    {
        var blank = text.LastIndexOf(' ');
        var name = text.AsSpan(blank + 1);
        if (blank <= DateLength || name.IsEmpty || name.ContainsAnyExceptInRange('A', 'Z'))
        {
            return text;
        }

        var rest = text[..blank];
        return rest.AsSpan(DateLength).ContainsAny('+', '-') ? rest
            : name is "UTC" or "GMT" ? rest + "Z"
            : text;
    }

    private static string Normalized(string clock)
    {
        clock = clock[..DateLength] + "T" + clock[(DateLength + 1)..].Replace(',', '.');
        return clock.Length > SecondsLength + 1 + FractionDigits
            ? clock[..(SecondsLength + 1 + FractionDigits)]
            : clock;
    }

    private static DateTimeOffset? ParseIn(TimeZoneInfo zone, string clock) =>
        DateTime.TryParseExact(clock, WithoutZone, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
        && zone.GetUtcOffset(local) is var offset
        && local.Ticks - offset.Ticks is var utc
        && utc >= DateTime.MinValue.Ticks
        && utc <= DateTime.MaxValue.Ticks
            ? new DateTimeOffset(local, offset)
            : null;

    private static DateTimeOffset? ParseWith(string offset, string clock)
    {
        var digits = offset.Length == 3 ? offset + ":00" : offset;
        return DateTimeOffset.TryParseExact(
            clock + (offset is "Z" or "z" ? "+00:00" : digits),
            WithZone,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var time
        )
            ? time
            : null;
    }
}
