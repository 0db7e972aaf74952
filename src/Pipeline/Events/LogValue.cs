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
    // The text, or the mark of a scalar's kind: a word of its own for the kind would make it four words instead of three.
    private readonly object? _textOrKind;

    // Two words hold every scalar (decimal and Guid need both).
    private readonly ulong _low;
    private readonly ulong _high;

    private LogValue(string text) => _textOrKind = text;

    private LogValue(KindMark kind, ulong low, ulong high = 0)
    {
        _textOrKind = kind;
        _low = low;
        _high = high;
    }

    /// <summary>What the value is.</summary>
    public LogValueKind Kind
    {
        get
        {
            // Read once: what the two questions are about must be the same.
            var content = _textOrKind;
            return content is null ? LogValueKind.Null
                : content.GetType() == typeof(string) ? LogValueKind.Text
                : Unsafe.As<KindMark>(content).Kind;
        }
    }

    /// <summary>The text of a <see cref="LogValueKind.Text"/> value, else <see langword="null"/>.</summary>
    public string? Text => _textOrKind as string;

    /// <summary>No value.</summary>
    public static LogValue Null => default;

    /// <summary>Text, or <see cref="Null"/> for <see langword="null"/>.</summary>
    public static LogValue From(string? value) => value is null ? default : new(value);

    /// <summary>A truth value.</summary>
    public static LogValue From(bool value) => new(KindMark.Boolean, value ? 1UL : 0UL);

    /// <summary>A UTF-16 code unit.</summary>
    public static LogValue From(char value) => new(KindMark.Char, value);

    /// <summary>A signed integer of 32 bits.</summary>
    public static LogValue From(int value) => new(KindMark.Int32, (ulong)value);

    /// <summary>A signed integer.</summary>
    public static LogValue From(long value) => new(KindMark.Int64, (ulong)value);

    /// <summary>An unsigned integer.</summary>
    public static LogValue From(ulong value) => new(KindMark.UInt64, value);

    /// <summary>A 32-bit floating point number.</summary>
    public static LogValue From(float value) => new(KindMark.Single, BitConverter.SingleToUInt32Bits(value));

    /// <summary>A 64-bit floating point number.</summary>
    public static LogValue From(double value) => new(KindMark.Double, BitConverter.DoubleToUInt64Bits(value));

    /// <summary>A decimal number.</summary>
    public static LogValue From(decimal value) => From16(KindMark.Decimal, value);

    /// <summary>A date and time, its kind kept.</summary>
    public static LogValue From(DateTime value) => new(KindMark.DateTime, Unsafe.BitCast<DateTime, ulong>(value));

    /// <summary>A date and time with its offset from UTC.</summary>
    public static LogValue From(DateTimeOffset value) =>
        new(KindMark.DateTimeOffset, (ulong)value.Ticks, (ulong)value.Offset.Ticks);

    /// <summary>A duration.</summary>
    public static LogValue From(TimeSpan value) => new(KindMark.TimeSpan, (ulong)value.Ticks);

    /// <summary>A date.</summary>
    public static LogValue From(DateOnly value) => new(KindMark.DateOnly, (ulong)value.DayNumber);

    /// <summary>A time of day.</summary>
    public static LogValue From(TimeOnly value) => new(KindMark.TimeOnly, (ulong)value.Ticks);

    /// <summary>A globally unique identifier.</summary>
    public static LogValue From(Guid value) => From16(KindMark.Guid, value);

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
    public int HeldBytes => Text is { } text ? 24 + 2 * text.Length : 0;

    /// <summary>The value as an object, for readers off the hot path; allocates for scalars.</summary>
    public object? ToObject() =>
        Kind switch
        {
            LogValueKind.Null => null,
            LogValueKind.Text => Text,
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

    private static LogValue From16<T>(KindMark kind, T value)
        where T : unmanaged
    {
        var words = Unsafe.BitCast<T, UInt128>(value);
        return new(kind, (ulong)words, (ulong)(words >> 64));
    }

    private T To16<T>()
        where T : unmanaged => Unsafe.BitCast<UInt128, T>(new UInt128(_high, _low));

    /// <summary>Stands where a text would: one object for each kind of scalar.</summary>
    private sealed class KindMark(LogValueKind kind)
    {
        public static readonly KindMark Boolean = new(LogValueKind.Boolean);
        public static readonly KindMark Char = new(LogValueKind.Char);
        public static readonly KindMark Int32 = new(LogValueKind.Int32);
        public static readonly KindMark Int64 = new(LogValueKind.Int64);
        public static readonly KindMark UInt64 = new(LogValueKind.UInt64);
        public static readonly KindMark Single = new(LogValueKind.Single);
        public static readonly KindMark Double = new(LogValueKind.Double);
        public static readonly KindMark Decimal = new(LogValueKind.Decimal);
        public static readonly KindMark DateTime = new(LogValueKind.DateTime);
        public static readonly KindMark DateTimeOffset = new(LogValueKind.DateTimeOffset);
        public static readonly KindMark TimeSpan = new(LogValueKind.TimeSpan);
        public static readonly KindMark DateOnly = new(LogValueKind.DateOnly);
        public static readonly KindMark TimeOnly = new(LogValueKind.TimeOnly);
        public static readonly KindMark Guid = new(LogValueKind.Guid);

        public readonly LogValueKind Kind = kind;
    }
}
