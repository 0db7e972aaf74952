using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using ActorLog.Hocon.Lexing;
using ActorLog.Hocon.Resolving;

namespace ActorLog.Hocon.Values;

/// <summary>Values as types of .NET. A value that is not of the type is a <see cref="HoconException"/> with its place.</summary>
internal static class ValueReader
{
    private static readonly string[] BooleanWords = ["true", "false", "yes", "no", "on", "off"];

    public static string Text(HoconValue value, string path) =>
        value is HoconString or HoconNumber or HoconBoolean
            ? ScalarText.Of(value)
            : throw Wrong(value, path, "a string");

    public static bool Boolean(HoconValue value, string path)
    {
        if (value is HoconBoolean boolean)
        {
            return boolean.Value;
        }

        var word = (value as HoconString)?.Text;
        return word switch
        {
            "true" or "yes" or "on" => true,
            "false" or "no" or "off" => false,
            null => throw Wrong(value, path, "a boolean"),
            _ => throw Word(value, path, word, BooleanWords),
        };
    }

    public static T Integer<T>(HoconValue value, string path)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var text = NumberOf(value, path, "a whole number");
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return
                IsExact(text, number)
                && number == decimal.Truncate(number)
                && number >= decimal.CreateSaturating(T.MinValue)
                && number <= decimal.CreateSaturating(T.MaxValue)
                ? T.CreateChecked(number)
                : throw Bad(value, path, $"'{text}'", $"expected a whole number from {T.MinValue} to {T.MaxValue}");
        }

        throw Bad(value, path, $"'{text}'", "expected a whole number");
    }

    public static double Double(HoconValue value, string path)
    {
        var text = NumberOf(value, path, "a number");
        return
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? number
            : throw Bad(value, path, $"'{text}'", "expected a number");
    }

    public static decimal Decimal(HoconValue value, string path)
    {
        var text = NumberOf(value, path, "a number");
        return
            decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && IsExact(text, number)
            ? number
            : throw Bad(value, path, $"'{text}'", "expected a number of at most 28 digits");
    }

    public static TimeSpan Duration(HoconValue value, string path)
    {
        var text = NumberOf(value, path, "a duration");
        return Units.Duration(text, needsUnit: false, out var problem) ?? throw Bad(value, path, $"'{text}'", problem);
    }

    public static HoconPeriod Period(HoconValue value, string path)
    {
        var text = NumberOf(value, path, "a period");
        return Units.Period(text, out var problem) ?? throw Bad(value, path, $"'{text}'", problem);
    }

    public static BigInteger Size(HoconValue value, string path)
    {
        var text = NumberOf(value, path, "a size");
        return Units.Size(text, needsUnit: false, out var problem) ?? throw Bad(value, path, $"'{text}'", problem);
    }

    public static long ByteCount(HoconValue value, string path)
    {
        var size = Size(value, path);
        return size <= long.MaxValue ? (long)size : throw Bad(value, path, $"{size} bytes", "expected less than 8 EiB");
    }

    public static HoconObject Object(HoconValue value, string path) =>
        value as HoconObject ?? throw Wrong(value, path, "an object");

    public static HoconList List(HoconValue value, string path)
    {
        if (value is HoconList list)
        {
            return list;
        }

        return value is HoconObject obj && NumericKeys.TryRead(obj, out var items)
            ? new HoconList(value.Source, value.Start, value.Length, items)
            : throw Wrong(value, path, "a list");
    }

    public static TEnum Enum<TEnum>(HoconValue value, string path)
        where TEnum : struct, Enum
    {
        var word = Text(value, path);
        var names = System.Enum.GetNames<TEnum>();
        var plain = word.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        var name = Array.Find(names, n => n.Equals(plain, StringComparison.OrdinalIgnoreCase));
        return name is not null
            ? System.Enum.Parse<TEnum>(name)
            : throw Word(value, path, word, [.. names.Select(Kebab.FromPascal)]);
    }

    /// <summary>The text of a number, or of a string that may be one.</summary>
    private static string NumberOf(HoconValue value, string path, string expected) =>
        value is HoconNumber or HoconString ? ScalarText.Of(value) : throw Wrong(value, path, expected);

    /// <summary>Whether parsing kept every digit: it rounds what a decimal cannot hold, down to 0 or up to 1.</summary>
    private static bool IsExact(string text, decimal number) =>
        NumberText.Canonical(text.Trim().TrimStart('+'))
        == NumberText.Canonical(number.ToString(CultureInfo.InvariantCulture));

    private static HoconException Wrong(HoconValue value, string path, string expected)
    {
        var kind = value is HoconUnresolved ? HoconErrorKind.NotResolved : HoconErrorKind.WrongType;
        var message =
            value is HoconUnresolved
                ? $"'{path}' is not resolved: {value}"
                : $"'{path}' is {ResolveMessages.Name(value)}";
        var hint = value is HoconUnresolved ? "call Resolve first" : $"expected {expected}";
        return new HoconException(new HoconError(kind, value.Origin, message, hint));
    }

    private static HoconException Bad(HoconValue value, string path, string found, string expected) =>
        new(new HoconError(HoconErrorKind.BadValue, value.Origin, $"'{path}' is {found}", expected));

    private static HoconException Word(HoconValue value, string path, string word, IReadOnlyCollection<string> known)
    {
        var near = Nearest.Find(word, known);
        return new HoconException(
            new HoconError(
                HoconErrorKind.BadValue,
                value.Origin,
                $"'{path}' is '{word}'",
                near is null ? null : $"did you mean '{near}'?",
                [$"expected: one of {string.Join(", ", known)}"]
            )
        );
    }
}
