using System;
using ActorLog.Events;

namespace ActorLog.Capture;

/// <summary>Takes the value of an argument as it is at the call.</summary>
/// <remarks>
/// Immutable scalars are copied out of their boxes, strings are kept by reference, anything else is rendered at once, for
/// it may change before a sink reads it (law 2). Never throws (law 1).
/// </remarks>
public static class ValueCapture
{
    private static readonly Type[] OtherScalars =
    [
        typeof(string),
        typeof(decimal),
        typeof(Guid),
        typeof(DateTime),
        typeof(DateTimeOffset),
        typeof(TimeSpan),
        typeof(DateOnly),
        typeof(TimeOnly),
    ];

    /// <summary>
    /// Whether a value of a type is the same whenever it is taken: text and scalars, among them enums, and all of these with
    /// <see langword="null"/>. Only such values may wait for <see cref="LogPipeline.LogDeferred"/>.
    /// </summary>
    public static bool IsTakenAsItIs(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var scalar = Nullable.GetUnderlyingType(type) ?? type;
        return scalar.IsPrimitive || scalar.IsEnum || Array.IndexOf(OtherScalars, scalar) >= 0;
    }

    /// <summary>Takes a value.</summary>
    /// <param name="value">The argument.</param>
    /// <param name="format">The format of its hole, for values that are rendered at once; or <see langword="null"/>.</param>
    public static LogValue Capture(object? value, string? format)
    {
        // A statement, not an expression: the compiler builds each result in place, which saves 3 of 10 ns.
        switch (value)
        {
            case null:
                return LogValue.Null;
            case string text:
                return LogValue.From(LongText.Cut(text));
            case int number:
                return LogValue.From(number);
            case long number:
                return LogValue.From(number);
            case bool flag:
                return LogValue.From(flag);
            case double number:
                return LogValue.From(number);
            case Guid guid:
                return LogValue.From(guid);
            case DateTime time:
                return LogValue.From(time);
            case DateTimeOffset time:
                return LogValue.From(time);
            case TimeSpan span:
                return LogValue.From(span);
            case decimal number:
                return LogValue.From(number);
            case float number:
                return LogValue.From(number);
            case char character:
                return LogValue.From(character);
            default:
                return CaptureOther(value, format);
        }
    }

    private static LogValue CaptureOther(object value, string? format) =>
        value switch
        {
            uint number => LogValue.From((long)number),
            ulong number => LogValue.From(number),
            byte number => LogValue.From(number),
            ushort number => LogValue.From(number),
            short number when number >= 0 || !DependsOnWidth(format) => LogValue.From(number),
            sbyte number when number >= 0 || !DependsOnWidth(format) => LogValue.From(number),
            nint number => LogValue.From((long)number),
            nuint number => LogValue.From((ulong)number),
            DateOnly date => LogValue.From(date),
            TimeOnly time => LogValue.From(time),
            LogValue captured => captured,
            _ => LogValue.From(LongText.Cut(RenderedText.Of(value, format))),
        };

    /// <summary>
    /// The two's complement of a negative number has as many digits as its type: <c>{X:x}</c> of <c>(short)-1</c> is ffff.
    /// </summary>
    internal static bool DependsOnWidth(string? format) => format is ['X' or 'x' or 'B' or 'b', ..];
}
