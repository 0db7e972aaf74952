using System;
using ActorLog.Events;

namespace ActorLog.Capture;

/// <summary>Takes the value of an argument as it is at the call.</summary>
/// <remarks>
/// Immutable scalars are copied out of their boxes, strings are kept by reference, anything else is rendered at once, for
/// it may change before a sink reads it (law 2). Never throws (law 1).
/// </remarks>
internal static class ValueCapture
{
    /// <summary>Takes a value.</summary>
    /// <param name="value">The argument.</param>
    /// <param name="format">The format of its hole, for values that are rendered at once; or <see langword="null"/>.</param>
    public static LogValue Capture(object? value, string? format) =>
        value switch
        {
            null => LogValue.Null,
            string text => LogValue.From(LongText.Cut(text)),
            int number => LogValue.From(number),
            long number => LogValue.From(number),
            bool flag => LogValue.From(flag),
            double number => LogValue.From(number),
            Guid guid => LogValue.From(guid),
            DateTime time => LogValue.From(time),
            DateTimeOffset time => LogValue.From(time),
            TimeSpan span => LogValue.From(span),
            decimal number => LogValue.From(number),
            float number => LogValue.From(number),
            char character => LogValue.From(character),
            _ => CaptureOther(value, format),
        };

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

    // The two's complement of a negative number has as many digits as its type: {X:x} of (short)-1 is ffff.
    private static bool DependsOnWidth(string? format) => format is ['X' or 'x' or 'B' or 'b', ..];
}
