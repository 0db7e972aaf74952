using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using ActorLog.Events;

namespace ActorLog.Journal.Payload;

/// <summary>Reads what <see cref="PayloadWriter"/> wrote, from bytes that may be anything.</summary>
/// <remarks>
/// Never throws and never reads beyond the end. After the first fault every member answers zero or nothing, so that a
/// reader may ask for all its parts and look at <see cref="Fault"/> once; loops look at it before they trust a count.
/// </remarks>
internal ref struct PayloadReader(ReadOnlySpan<byte> payload)
{
    private const int LastShift = 63;

    private ReadOnlySpan<byte> _rest = payload;

    /// <summary>What was wrong first.</summary>
    public PayloadFault Fault { get; private set; }

    public readonly bool IsSound => Fault == PayloadFault.None;

    /// <summary>What has not been read.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    public void Fail(PayloadFault fault)
    {
        Fault = IsSound ? fault : Fault;
        _rest = default;
    }

    /// <summary>Fails if something is left.</summary>
    public void End()
    {
        if (!_rest.IsEmpty)
        {
            Fail(PayloadFault.TooLong);
        }
    }

    public byte ReadByte()
    {
        if (_rest.IsEmpty)
        {
            Fail(PayloadFault.Truncated);
            return 0;
        }

        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    public ulong ReadWord() =>
        Take(sizeof(ulong)) is { Length: > 0 } bytes ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : 0;

    public uint ReadHalfWord() =>
        Take(sizeof(uint)) is { Length: > 0 } bytes ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadNumber()
    {
        if (!_rest.IsEmpty && _rest[0] < 0x80)
        {
            var value = _rest[0];
            _rest = _rest[1..];
            return value;
        }

        return ReadLongNumber();
    }

    public long ReadSigned()
    {
        var value = ReadNumber();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A moment: ticks since the year 1.</summary>
    public long ReadTicks()
    {
        var ticks = ReadWord();
        if (ticks <= (ulong)DateTime.MaxValue.Ticks)
        {
            return (long)ticks;
        }

        Fail(PayloadFault.OutOfRange);
        return 0;
    }

    /// <summary>A number that is at most <paramref name="limit"/>.</summary>
    public ulong ReadNumber(ulong limit)
    {
        var value = ReadNumber();
        if (value <= limit)
        {
            return value;
        }

        Fail(PayloadFault.OutOfRange);
        return 0;
    }

    public int ReadInt32()
    {
        var value = ReadSigned();
        if (value == (int)value)
        {
            return (int)value;
        }

        Fail(PayloadFault.OutOfRange);
        return 0;
    }

    /// <summary>How many items follow, each of which takes at least <paramref name="least"/> bytes.</summary>
    public int ReadCount(int least)
    {
        var count = ReadNumber();
        if (count <= (ulong)(_rest.Length / least))
        {
            return (int)count;
        }

        Fail(PayloadFault.Truncated);
        return 0;
    }

    /// <summary>Bytes with their length in front.</summary>
    public ReadOnlySpan<byte> ReadBytes() => Take(ReadCount(1));

    public string ReadText()
    {
        if (LooseText.Read(ReadBytes()) is { } text)
        {
            return text;
        }

        Fail(PayloadFault.NotText);
        return "";
    }

    public LogValue ReadValue()
    {
        var kind = (LogValueKind)ReadByte();
        switch (kind)
        {
            case LogValueKind.Null:
                return LogValue.Null;
            case LogValueKind.Text:
                return LogValue.From(ReadText());
            case LogValueKind.Boolean:
                return LogValue.From(ReadNumber(1) == 1);
            case LogValueKind.Char:
                return LogValue.From((char)ReadNumber(char.MaxValue));
            case LogValueKind.Int32:
                return LogValue.From(ReadInt32());
            case LogValueKind.Int64:
                return LogValue.From(ReadSigned());
            case LogValueKind.UInt64:
                return LogValue.From(ReadNumber());
            case LogValueKind.Single:
                return LogValue.From(BitConverter.UInt32BitsToSingle(ReadHalfWord()));
            case LogValueKind.Double:
                return LogValue.From(BitConverter.UInt64BitsToDouble(ReadWord()));
            case LogValueKind.Guid:
                return Take(16) is { Length: > 0 } bytes ? LogValue.From(new Guid(bytes)) : LogValue.Null;
            default:
                return ReadRareValue(kind);
        }
    }

    private LogValue ReadRareValue(LogValueKind kind)
    {
        switch (kind)
        {
            case LogValueKind.Decimal:
                return ReadDecimal();
            case LogValueKind.DateTime:
                return ReadDateTime();
            case LogValueKind.DateTimeOffset:
                return ReadDateTimeOffset();
            case LogValueKind.TimeSpan:
                return LogValue.From(new TimeSpan(ReadSigned()));
            case LogValueKind.DateOnly:
                return LogValue.From(DateOnly.FromDayNumber((int)ReadNumber((ulong)DateOnly.MaxValue.DayNumber)));
            case LogValueKind.TimeOnly:
                return LogValue.From(new TimeOnly((long)ReadNumber((ulong)TimeOnly.MaxValue.Ticks)));
            default:
                Fail(PayloadFault.OutOfRange);
                return LogValue.Null;
        }
    }

    private LogValue ReadDecimal()
    {
        const int SignAndScale = unchecked((int)0x80FF_0000);
        Span<int> parts = stackalloc int[4];
        foreach (ref var part in parts)
        {
            part = (int)ReadHalfWord();
        }

        if ((parts[3] & ~SignAndScale) == 0 && ((parts[3] >> 16) & 0xFF) <= 28)
        {
            return LogValue.From(new decimal(parts));
        }

        Fail(PayloadFault.OutOfRange);
        return LogValue.Null;
    }

    private LogValue ReadDateTime()
    {
        // The two bits on top are the kind: all four values of them are known to the runtime.
        var word = ReadWord();
        if ((word & (ulong.MaxValue >> 2)) <= (ulong)DateTime.MaxValue.Ticks)
        {
            return LogValue.From(Unsafe.BitCast<ulong, DateTime>(word));
        }

        Fail(PayloadFault.OutOfRange);
        return LogValue.Null;
    }

    private LogValue ReadDateTimeOffset()
    {
        var ticks = ReadWord();
        var minutes = ReadSigned();
        if (minutes is >= -14 * 60 and <= 14 * 60 && ticks <= (ulong)DateTime.MaxValue.Ticks)
        {
            var offset = TimeSpan.FromMinutes(minutes);
            if ((ulong)((long)ticks - offset.Ticks) <= (ulong)DateTime.MaxValue.Ticks)
            {
                return LogValue.From(new DateTimeOffset((long)ticks, offset));
            }
        }

        Fail(PayloadFault.OutOfRange);
        return LogValue.Null;
    }

    private ulong ReadLongNumber()
    {
        var value = 0UL;
        for (var shift = 0; shift <= LastShift; shift += 7)
        {
            var next = ReadByte();
            if (shift == LastShift && next > 1)
            {
                break;
            }

            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return IsSound ? value : 0;
            }
        }

        Fail(PayloadFault.OutOfRange);
        return 0;
    }

    private ReadOnlySpan<byte> Take(int bytes)
    {
        if (_rest.Length < bytes)
        {
            Fail(PayloadFault.Truncated);
            return default;
        }

        var taken = _rest[..bytes];
        _rest = _rest[bytes..];
        return taken;
    }
}
