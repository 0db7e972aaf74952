using System;
using System.Globalization;
using System.Text;

namespace ActorLog.Text;

/// <summary>Writes times in one format. The text of a second is made once; of an event's own only the fraction is written.</summary>
/// <remarks>Keeps a cache without locks: one formatter, one worker at a time.</remarks>
internal sealed class TimestampText
{
    private const int MaxDigits = 7;
    private const int UsualLength = 64;

    private readonly TimeProvider? _localClock;
    private readonly string? _before;
    private readonly string? _after;
    private readonly int _digits;
    private readonly string? _whole;

    private byte[] _literal = [];
    private byte[] _beforeBytes = [];
    private byte[] _afterBytes = [];
    private long _second = long.MinValue / 2;

    /// <param name="format">Any date format of .NET.</param>
    /// <param name="localClock">The clock whose zone gives the local time; <see langword="null"/> for UTC.</param>
    /// <exception cref="FormatException">The format is none of .NET's.</exception>
    public TimestampText(string format, TimeProvider? localClock)
    {
        _localClock = localClock;
        _ = DateTimeOffset.UnixEpoch.ToString(format, CultureInfo.InvariantCulture);
        if (
            !TrySplit(
                format is "o" or "O" ? "yyyy-MM-ddTHH:mm:ss.fffffffzzz" : format,
                out _before,
                out _digits,
                out _after
            )
        )
        {
            _whole = format;
        }
    }

    /// <summary>ISO 8601 in UTC with seven digits: <c>2020-09-23T10:45:56.0000000Z</c>.</summary>
    public static TimestampText IsoUtc() => new("yyyy-MM-ddTHH:mm:ss.fffffffZ", null);

    /// <summary>Whether all times of one second have the same text.</summary>
    public bool IsOfWholeSeconds => _whole is null && _digits == 0;

    /// <summary>Takes in literal text that follows each time; not possible for formats that are not cached.</summary>
    public bool TryAppend(string literal)
    {
        if (_whole is not null)
        {
            return false;
        }

        _literal = [.. _literal, .. Encoding.UTF8.GetBytes(literal)];
        return true;
    }

    /// <summary>Writes the time of an event.</summary>
    public void Write(ref Utf8Writer writer, long utcTicks)
    {
        if (_whole is not null)
        {
            WriteUncached(ref writer, TimeOf(utcTicks));
            return;
        }

        var fraction = utcTicks - _second;
        if ((ulong)fraction >= TimeSpan.TicksPerSecond)
        {
            Refresh(utcTicks);
            fraction = utcTicks - _second;
        }

        writer.Write(_beforeBytes);
        if (_digits > 0)
        {
            WriteFraction(ref writer, (uint)fraction);
            writer.Write(_afterBytes);
        }
    }

    private void WriteUncached(ref Utf8Writer writer, DateTimeOffset time)
    {
        if (time.TryFormat(writer.Reserve(UsualLength), out var written, _whole, CultureInfo.InvariantCulture))
        {
            writer.Advance(written);
        }
        else
        {
            writer.WriteUtf16(time.ToString(_whole, CultureInfo.InvariantCulture));
        }
    }

    private void WriteFraction(ref Utf8Writer writer, uint fraction)
    {
        // In two halves, so that the divisions of one need not wait for those of the other.
        var room = writer.Reserve(MaxDigits);
        var (high, low) = Math.DivRem(fraction, 1_000u);
        for (var i = 3; i >= 0; i--)
        {
            (high, var digit) = Math.DivRem(high, 10u);
            room[i] = (byte)('0' + digit);
        }

        for (var i = MaxDigits - 1; i > 3; i--)
        {
            (low, var digit) = Math.DivRem(low, 10u);
            room[i] = (byte)('0' + digit);
        }

        writer.Advance(_digits);
    }

    private void Refresh(long utcTicks)
    {
        // Zones are whole minutes from UTC, so a second begins in all of them at once.
        _second = utcTicks - (utcTicks % TimeSpan.TicksPerSecond);
        var time = TimeOf(_second);
        _beforeBytes = [.. Render(time, _before), .. _digits == 0 ? _literal : []];
        _afterBytes = [.. Render(time, _after), .. _literal];
    }

    private DateTimeOffset TimeOf(long utcTicks)
    {
        var utc = new DateTimeOffset(utcTicks, TimeSpan.Zero);
        return _localClock is null ? utc : TimeZoneInfo.ConvertTime(utc, _localClock.LocalTimeZone);
    }

    private static byte[] Render(DateTimeOffset time, string? format) =>
        string.IsNullOrEmpty(format) ? [] : Encoding.UTF8.GetBytes(time.ToString(format, CultureInfo.InvariantCulture));

    /// <summary>Cuts a custom format at its only run of <c>f</c>; without one, all of it stands before.</summary>
    private static bool TrySplit(string format, out string? before, out int digits, out string? after)
    {
        (before, digits, after) = (format, 0, null);
        var start = format.IndexOf('f', StringComparison.Ordinal);
        if (format.Length == 1 || (start < 0 && !format.Contains('F', StringComparison.Ordinal)))
        {
            return true;
        }

        var end = start;
        while (end >= 0 && end < format.Length && format[end] == 'f')
        {
            end++;
        }

        if (start < 0 || format.AsSpan().IndexOfAny("F\\'\"%") >= 0 || format.IndexOf('f', end) >= 0)
        {
            return false;
        }

        digits = end - start;
        before = Custom(format[..start]);
        after = Custom(format[end..]);
        return true;
    }

    // One letter alone would be read as one of the standard formats.
    private static string Custom(string format) => format.Length == 1 ? "%" + format : format;
}
