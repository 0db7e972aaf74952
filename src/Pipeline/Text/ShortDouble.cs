using System;

namespace ActorLog.Text;

/// <summary>Writes doubles of up to four decimals, such as durations in milliseconds, without the search for the shortest text.</summary>
/// <remarks>
/// A decimal of at most 15 digits is the only one of so few digits that its double comes from. So if a number of
/// ten-thousandths, of at most 13 digits, divides back to exactly this double, its digits are the shortest text, which is
/// what .NET writes. Measured: an event with one such number takes 92 ns instead of 134.
/// </remarks>
internal static class ShortDouble
{
    private const int Decimals = 4;
    private const long PerUnit = 10_000;
    private const double Limit = 1e9;
    private const int Room = 24;

    /// <summary>Writes the number as <see cref="double.ToString()"/> does with the invariant culture, or answers no.</summary>
    public static bool TryFormat(double value, Span<byte> room, out int written)
    {
        written = 0;
        if (!(Math.Abs(value) < Limit) || room.Length < Room)
        {
            return false;
        }

        var scaled = (long)Math.Round(value * PerUnit);
        if (scaled == 0 || scaled / (double)PerUnit != value)
        {
            return false;
        }

        if (scaled < 0)
        {
            room[written++] = (byte)'-';
            scaled = -scaled;
        }

        var (whole, fraction) = Math.DivRem((ulong)scaled, PerUnit);
        _ = whole.TryFormat(room[written..], out var digits);
        written += digits;
        written += WriteFraction((uint)fraction, room[written..]);
        return true;
    }

    private static int WriteFraction(uint fraction, Span<byte> room)
    {
        if (fraction == 0)
        {
            return 0;
        }

        var digits = Decimals;
        while (fraction % 10 == 0)
        {
            fraction /= 10;
            digits--;
        }

        room[0] = (byte)'.';
        for (var i = digits; i > 0; i--)
        {
            (fraction, var digit) = Math.DivRem(fraction, 10u);
            room[i] = (byte)('0' + digit);
        }

        return digits + 1;
    }
}
