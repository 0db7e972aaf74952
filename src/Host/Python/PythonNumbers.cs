using System;
using System.Globalization;
using System.Numerics;

namespace ActorLog.Host.Python;

/// <summary>Formats numbers as Python's <c>%e</c>, <c>%f</c> and <c>%g</c> do. Signs are the caller's business.</summary>
/// <remarks>
/// .NET rounds the shortest decimal form, and ties away from zero; Python rounds the exact value of the double, and ties to
/// even: <c>'%.2f' % 0.125</c> is 0.12 there, and ends as 0.13 here. So the digits are made from the exact value.
/// </remarks>
internal static class PythonNumbers
{
    private const int MantissaBits = 52;
    private const int ExponentBias = 1075;

    /// <summary><c>%f</c> of a finite number that is not negative.</summary>
    public static string Fixed(double number, int precision, bool keepPoint)
    {
        var digits = Scaled(number, precision).ToString(CultureInfo.InvariantCulture).PadLeft(precision + 1, '0');
        return WithPoint(digits, digits.Length - precision, keepPoint);
    }

    /// <summary><c>%e</c> of a finite number that is not negative.</summary>
    public static string Exponential(double number, int precision, bool keepPoint)
    {
        var (digits, exponent) = Significant(number, precision + 1);
        return WithPoint(digits, 1, keepPoint) + Exponent(exponent);
    }

    /// <summary><c>%g</c> of a finite number that is not negative.</summary>
    public static string General(double number, int precision, bool keepZeros)
    {
        precision = Math.Max(precision, 1);
        var (digits, exponent) = Significant(number, precision);
        var isShort = exponent >= -4 && exponent < precision;
        var text = isShort
            ? exponent >= 0
                ? WithPoint(digits, exponent + 1, keepZeros)
                : "0." + new string('0', -exponent - 1) + digits
            : WithPoint(digits, 1, keepZeros);
        if (!keepZeros && text.Contains('.', StringComparison.Ordinal))
        {
            text = text.TrimEnd('0').TrimEnd('.');
        }

        return isShort ? text : text + Exponent(exponent);
    }

    private static string WithPoint(string digits, int whole, bool keepPoint) =>
        whole < digits.Length ? $"{digits[..whole]}.{digits[whole..]}"
        : keepPoint ? digits + "."
        : digits;

    private static string Exponent(int exponent) =>
        (exponent < 0 ? "e-" : "e+") + Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);

    // The given number of significant digits, and the power of ten of the first.
    private static (string Digits, int Exponent) Significant(double number, int count)
    {
        if (number == 0)
        {
            return (new string('0', count), 0);
        }

        var exponent = (int)Math.Floor(Math.Log10(number));
        var digits = Scaled(number, count - 1 - exponent).ToString(CultureInfo.InvariantCulture);
        if (digits.Length != count)
        {
            // Rounding gave a digit more (9.99 -> 10.0), or the logarithm was off by one.
            exponent += digits.Length - count;
            digits = Scaled(number, count - 1 - exponent).ToString(CultureInfo.InvariantCulture);
        }

        return (digits, exponent);
    }

    // number * 10^power as a whole number, rounded half to even.
    private static BigInteger Scaled(double number, int power)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var biased = (int)((bits >> MantissaBits) & 0x7FF);
        var mantissa = bits & ((1L << MantissaBits) - 1);
        BigInteger numerator = biased == 0 ? mantissa : mantissa | (1L << MantissaBits);
        BigInteger denominator = 1;
        var exponent = Math.Max(biased, 1) - ExponentBias;
        Scale(ref numerator, ref denominator, BigInteger.Pow(2, Math.Abs(exponent)), exponent >= 0);
        Scale(ref numerator, ref denominator, BigInteger.Pow(10, Math.Abs(power)), power >= 0);
        var whole = BigInteger.DivRem(numerator, denominator, out var rest);
        var half = (rest * 2).CompareTo(denominator);
        return half > 0 || (half == 0 && !whole.IsEven) ? whole + 1 : whole;
    }

    private static void Scale(ref BigInteger numerator, ref BigInteger denominator, BigInteger factor, bool up)
    {
        if (up)
        {
            numerator *= factor;
        }
        else
        {
            denominator *= factor;
        }
    }
}
