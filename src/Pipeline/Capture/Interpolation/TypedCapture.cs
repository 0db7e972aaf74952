using System;
using System.Runtime.CompilerServices;
using ActorLog.Events;
using ActorLog.Runtime;

namespace ActorLog.Capture.Interpolation;

/// <summary>
/// Takes the value of an argument whose type is known: what <see cref="ValueCapture"/> makes of it, without the box.
/// Never throws.
/// </summary>
/// <remarks>The compiler leaves one of the many lines, as each compares with a type that it knows.</remarks>
internal static class TypedCapture
{
    // Our pipeline does not take in what is logged during a capture, and rendering it might go on without end.
    private const string NotRendered = "[not rendered: logged while an event was captured]";

    /// <summary>Takes a value.</summary>
    /// <param name="value">The argument.</param>
    /// <param name="format">The format of its hole, for values that are rendered at once; or <see langword="null"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LogValue Of<T>(T value, string? format)
    {
        if (!typeof(T).IsValueType)
        {
            return Rendered(value, format);
        }

        if (typeof(T).IsEnum)
        {
            return format is null ? EnumNames<T>.Of(value) : Rendered(value, format);
        }

        return OfInteger(value, format);
    }

    /// <summary>Whether a value of the type is taken as it is, never rendered. The compiler makes a constant of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsScalar<T>() =>
        typeof(T) == typeof(int)
        || typeof(T) == typeof(long)
        || typeof(T) == typeof(uint)
        || typeof(T) == typeof(ulong)
        || typeof(T) == typeof(byte)
        || typeof(T) == typeof(ushort)
        || typeof(T) == typeof(double)
        || typeof(T) == typeof(float)
        || typeof(T) == typeof(decimal)
        || typeof(T) == typeof(bool)
        || typeof(T) == typeof(char)
        || typeof(T) == typeof(Guid)
        || typeof(T) == typeof(DateTime)
        || typeof(T) == typeof(DateTimeOffset)
        || typeof(T) == typeof(TimeSpan);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LogValue OfInteger<T>(T value, string? format) =>
        typeof(T) == typeof(int) ? LogValue.From(As<T, int>(ref value))
        : typeof(T) == typeof(long) ? LogValue.From(As<T, long>(ref value))
        : typeof(T) == typeof(uint) ? LogValue.From((long)As<T, uint>(ref value))
        : typeof(T) == typeof(ulong) ? LogValue.From(As<T, ulong>(ref value))
        : typeof(T) == typeof(byte) ? LogValue.From(As<T, byte>(ref value))
        : typeof(T) == typeof(ushort) ? LogValue.From(As<T, ushort>(ref value))
        : typeof(T) == typeof(nint) ? LogValue.From((long)As<T, nint>(ref value))
        : typeof(T) == typeof(nuint) ? LogValue.From((ulong)As<T, nuint>(ref value))
        : typeof(T) == typeof(short) ? OfNarrow(As<T, short>(ref value), value, format)
        : typeof(T) == typeof(sbyte) ? OfNarrow(As<T, sbyte>(ref value), value, format)
        : OfScalar(value, format);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LogValue OfScalar<T>(T value, string? format) =>
        typeof(T) == typeof(double) ? LogValue.From(As<T, double>(ref value))
        : typeof(T) == typeof(float) ? LogValue.From(As<T, float>(ref value))
        : typeof(T) == typeof(decimal) ? LogValue.From(As<T, decimal>(ref value))
        : typeof(T) == typeof(bool) ? LogValue.From(As<T, bool>(ref value))
        : typeof(T) == typeof(char) ? LogValue.From(As<T, char>(ref value))
        : typeof(T) == typeof(Guid) ? LogValue.From(As<T, Guid>(ref value))
        : typeof(T) == typeof(DateTime) ? LogValue.From(As<T, DateTime>(ref value))
        : typeof(T) == typeof(DateTimeOffset) ? LogValue.From(As<T, DateTimeOffset>(ref value))
        : typeof(T) == typeof(TimeSpan) ? LogValue.From(As<T, TimeSpan>(ref value))
        : typeof(T) == typeof(DateOnly) ? LogValue.From(As<T, DateOnly>(ref value))
        : typeof(T) == typeof(TimeOnly) ? LogValue.From(As<T, TimeOnly>(ref value))
        : typeof(T) == typeof(LogValue) ? As<T, LogValue>(ref value)
        : Rendered(value, format);

    private static LogValue OfNarrow<T>(int number, T value, string? format) =>
        number >= 0 || !ValueCapture.DependsOnWidth(format) ? LogValue.From(number) : Rendered(value, format);

    /// <summary>A value that may have code of the caller's in it, which may log.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static LogValue Rendered<T>(T value, string? format)
    {
        if (value is null)
        {
            return LogValue.Null;
        }

        if (PipelineScope.IsCapturing)
        {
            return LogValue.From(NotRendered);
        }

        PipelineScope.BeginCapture();
        var captured = ValueCapture.Capture(value, format);
        PipelineScope.EndCapture();
        return captured;
    }

    private static TTo As<TFrom, TTo>(ref TFrom value) => Unsafe.As<TFrom, TTo>(ref value);
}
