using System;
using System.Globalization;

namespace ActorLog.Sinks;

/// <summary>Reads the header Retry-After. Pure.</summary>
internal static class RetryAfter
{
    /// <summary>The most that a receiver may ask for: a wrong date there must not silence a sink for years.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    // The three forms that RFC 9110 has for a date: its own, RFC 850's and asctime's.
    private static readonly string[] DateForms =
    [
        "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
        "dddd, dd-MMM-yy HH:mm:ss 'GMT'",
        "ddd MMM d HH:mm:ss yyyy",
    ];

    /// <summary>How long to wait: seconds or a date, in the past 0; <see langword="null"/> when it is neither.</summary>
    /// <param name="value">The value of the header, or <see langword="null"/>.</param>
    /// <param name="now">The time that dates are compared with.</param>
    public static TimeSpan? Parse(string? value, DateTimeOffset now)
    {
        var text = value.AsSpan().Trim();
        if (text.IsEmpty)
        {
            return null;
        }

        if (char.IsAsciiDigit(text[^1]) && TryParseSeconds(text, out var seconds))
        {
            return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Longest.TotalSeconds));
        }

        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;
        return DateTimeOffset.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, styles, out var date)
            ? Clamp(date - now)
            : null;
    }

    // Fractions are not in the RFC, but some receivers send them.
    private static bool TryParseSeconds(ReadOnlySpan<char> text, out double seconds) =>
        double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out seconds
        );

    private static TimeSpan Clamp(TimeSpan wait) =>
        wait < TimeSpan.Zero ? TimeSpan.Zero
        : wait > Longest ? Longest
        : wait;
}
