using System;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace ActorLog.Events;

/// <summary>The value of a property as it was at the call: a scalar by value, or text.</summary>
/// <remarks>
/// Scalars are copied out of their boxes, so that an event in the queue keeps no young object alive but its strings.
/// Immutable and safe to read from any thread.
/// </remarks>
public readonly struct LogValue
{
    // Two words hold every scalar (decimal and Guid need both); the text, if any, is beside them.
    private readonly string? _text;
    private readonly ulong _low;
    private readonly ulong _high;

    private LogValue(LogValueKind kind, string? text, ulong low, ulong high)
    {
        Kind = kind;
        _text = text;
        _low = low;
        _high = high;
    }

    /// <summary>What the value is.</summary>
    public LogValueKind Kind { get; }

    /// <summary>The text of a <see cref="LogValueKind.Text"/> value, else <see langword="null"/>.</summary>
    public string? Text => _text;

    /// <summary>No value.</summary>
    public static LogValue Null => default;

    /// <summary>Text, or <see cref="Null"/> for <see langword="null"/>.</summary>
    public static LogValue From(string? value) => value is null ? default : new(LogValueKind.Text, value, 0, 0);

    /// <summary>A truth value.</summary>
    public static LogValue From(bool value) => new(LogValueKind.Boolean, null, value ? 1UL : 0UL, 0);

    /// <summary>A UTF-16 code unit.</summary>
    public static LogValue From(char value) => new(LogValueKind.Char, null, value, 0);

    /// <summary>A signed integer of 32 bits.</summary>
    public static LogValue From(int value) => new(LogValueKind.Int32, null, (ulong)value, 0);

    /// <summary>A signed integer.</summary>
    public static LogValue From(long value) => new(LogValueKind.Int64, null, (ulong)value, 0);

    /// <summary>An unsigned integer.</summary>
    public static LogValue From(ulong value) => new(LogValueKind.UInt64, null, value, 0);

    /// <summary>A 32-bit floating point number.</summary>
    public static LogValue From(float value) =>
        new(LogValueKind.Single, null, BitConverter.SingleToUInt32Bits(value), 0);

    /// <summary>A 64-bit floating point number.</summary>
    public static LogValue From(double value) =>
        new(LogValueKind.Double, null, BitConverter.DoubleToUInt64Bits(value), 0);

    /// <summary>A decimal number.</summary>
    public static LogValue From(decimal value) => From16(LogValueKind.Decimal, value);

    /// <summary>A date and time, its kind kept.</summary>
    public static LogValue From(DateTime value) =>
        new(LogValueKind.DateTime, null, Unsafe.BitCast<DateTime, ulong>(value), 0);

    /// <summary>A date and time with its offset from UTC.</summary>
    public static LogValue From(DateTimeOffset value) =>
        new(LogValueKind.DateTimeOffset, null, (ulong)value.Ticks, (ulong)value.Offset.Ticks);

    /// <summary>A duration.</summary>
    public static LogValue From(TimeSpan value) => new(LogValueKind.TimeSpan, null, (ulong)value.Ticks, 0);

    /// <summary>A date.</summary>
    public static LogValue From(DateOnly value) => new(LogValueKind.DateOnly, null, (ulong)value.DayNumber, 0);

    /// <summary>A time of day.</summary>
    public static LogValue From(TimeOnly value) => new(LogValueKind.TimeOnly, null, (ulong)value.Ticks, 0);

    /// <summary>A globally unique identifier.</summary>
    public static LogValue From(Guid value) => From16(LogValueKind.Guid, value);

    /// <summary>The value of a <see cref="LogValueKind.Boolean"/>.</summary>
    public bool AsBoolean => _low != 0;

    /// <summary>The value of a <see cref="LogValueKind.Char"/>.</summary>
    public char AsChar => (char)_low;

    /// <summary>The value of a <see cref="LogValueKind.Int32"/>.</summary>
    public int AsInt32 => (int)_low;

    /// <summary>The value of a <see cref="LogValueKind.Int64"/> or <see cref="LogValueKind.Int32"/>.</summary>
    public long AsInt64 => (long)_low;

    /// <summary>The value of a <see cref="LogValueKind.UInt64"/>.</summary>
    public ulong AsUInt64 => _low;

    /// <summary>The value of a <see cref="LogValueKind.Single"/>.</summary>
    public float AsSingle => BitConverter.UInt32BitsToSingle((uint)_low);

    /// <summary>The value of a <see cref="LogValueKind.Double"/>.</summary>
    public double AsDouble => BitConverter.UInt64BitsToDouble(_low);

    /// <summary>The value of a <see cref="LogValueKind.Decimal"/>.</summary>
    public decimal AsDecimal => To16<decimal>();

    /// <summary>The value of a <see cref="LogValueKind.DateTime"/>.</summary>
    public DateTime AsDateTime => Unsafe.BitCast<ulong, DateTime>(_low);

    /// <summary>The value of a <see cref="LogValueKind.DateTimeOffset"/>.</summary>
    public DateTimeOffset AsDateTimeOffset => new((long)_low, new TimeSpan((long)_high));

    /// <summary>The value of a <see cref="LogValueKind.TimeSpan"/>.</summary>
    public TimeSpan AsTimeSpan => new((long)_low);

    /// <summary>The value of a <see cref="LogValueKind.DateOnly"/>.</summary>
    public DateOnly AsDateOnly => DateOnly.FromDayNumber((int)_low);

    /// <summary>The value of a <see cref="LogValueKind.TimeOnly"/>.</summary>
    public TimeOnly AsTimeOnly => new((long)_low);

    /// <summary>The value of a <see cref="LogValueKind.Guid"/>.</summary>
    public Guid AsGuid => To16<Guid>();

    /// <summary>The memory that the value holds beyond its own words: an estimate, in bytes.</summary>
    public int HeldBytes => _text is null ? 0 : 24 + 2 * _text.Length;

    /// <summary>The value as an object, for readers off the hot path; allocates for scalars.</summary>
    public object? ToObject() =>
        Kind switch
        {
            LogValueKind.Null => null,
            LogValueKind.Text => _text,
            LogValueKind.Boolean => AsBoolean,
            LogValueKind.Char => AsChar,
            LogValueKind.Int32 => AsInt32,
            LogValueKind.Int64 => AsInt64,
            LogValueKind.UInt64 => AsUInt64,
            LogValueKind.Single => AsSingle,
            LogValueKind.Double => AsDouble,
            LogValueKind.Decimal => AsDecimal,
            LogValueKind.DateTime => AsDateTime,
            LogValueKind.DateTimeOffset => AsDateTimeOffset,
            LogValueKind.TimeSpan => AsTimeSpan,
            LogValueKind.DateOnly => AsDateOnly,
            LogValueKind.TimeOnly => AsTimeOnly,
            _ => AsGuid,
        };

    /// <summary>The value as invariant text; <see langword="null"/> is the empty string.</summary>
    public override string ToString() => Convert.ToString(ToObject(), CultureInfo.InvariantCulture) ?? "";

    private static LogValue From16<T>(LogValueKind kind, T value)
        where T : unmanaged
    {
        var words = Unsafe.BitCast<T, UInt128>(value);
        return new(kind, null, (ulong)words, (ulong)(words >> 64));
    }

    private T To16<T>()
        where T : unmanaged => Unsafe.BitCast<UInt128, T>(new UInt128(_high, _low));
}
