using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using ActorLog.Events;

namespace ActorLog.Journal.Payload;

/// <summary>Appends numbers and texts to a buffer writer through one span. What is written arrives with <see cref="Commit"/>.</summary>
internal ref struct PayloadWriter
{
    private const int LongestNumber = 10;
    private const int Room = 512;

    private readonly IBufferWriter<byte> _output;
    private Span<byte> _room;
    private int _used;

    public PayloadWriter(IBufferWriter<byte> output)
    {
        _output = output;
        _room = output.GetSpan(Room);
    }

    public readonly void Commit() => _output.Advance(_used);

    public void WriteByte(byte value) => Take(1)[0] = value;

    /// <summary>Eight bytes, little-endian.</summary>
    public void WriteWord(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(sizeof(ulong)), value);

    /// <summary>Four bytes, little-endian.</summary>
    public void WriteHalfWord(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(sizeof(uint)), value);

    /// <summary>Seven bits a byte, the lowest first; the top bit says that more follow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteNumber(ulong value)
    {
        Reserve(LongestNumber);
        while (value >= 0x80)
        {
            _room[_used++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _room[_used++] = (byte)value;
    }

    /// <summary>A number that may be negative: 0, -1, 1, -2 become 0, 1, 2, 3.</summary>
    public void WriteSigned(long value) => WriteNumber((ulong)(value << 1) ^ (ulong)(value >> 63));

    /// <summary>The length in bytes and the text. See <see cref="LooseText"/> for surrogates that stand alone.</summary>
    public void WriteText(string? text)
    {
        var chars = text.AsSpan();
        Reserve(LongestNumber + chars.Length);
        var start = _used;
        WriteNumber((ulong)chars.Length);
        Ascii.FromUtf16(chars, _room[_used..], out var written);
        if (written == chars.Length)
        {
            _used += written;
            return;
        }

        _used = start;
        WriteWideText(chars);
    }

    public void WriteProperty(in LogProperty property)
    {
        WriteText(property.Name);
        WriteValue(property.Value);
    }

    private void WriteValue(in LogValue value)
    {
        WriteByte((byte)value.Kind);
        switch (value.Kind)
        {
            case LogValueKind.Null:
                break;
            case LogValueKind.Text:
                WriteText(value.Text);
                break;
            case LogValueKind.Boolean:
                WriteByte(value.AsBoolean ? (byte)1 : (byte)0);
                break;
            case LogValueKind.Char:
                WriteNumber(value.AsChar);
                break;
            case LogValueKind.Int32 or LogValueKind.Int64:
                WriteSigned(value.AsInt64);
                break;
            case LogValueKind.UInt64:
                WriteNumber(value.AsUInt64);
                break;
            case LogValueKind.Single:
                WriteHalfWord(BitConverter.SingleToUInt32Bits(value.AsSingle));
                break;
            case LogValueKind.Double:
                WriteWord(BitConverter.DoubleToUInt64Bits(value.AsDouble));
                break;
            case LogValueKind.TimeSpan:
                WriteSigned(value.AsTimeSpan.Ticks);
                break;
            default:
                WriteRareValue(value);
                break;
        }
    }

    private void WriteRareValue(in LogValue value)
    {
        switch (value.Kind)
        {
            case LogValueKind.DateTime:
                WriteWord(Unsafe.BitCast<DateTime, ulong>(value.AsDateTime));
                break;
            case LogValueKind.DateTimeOffset:
                WriteWord((ulong)value.AsDateTimeOffset.Ticks);
                WriteSigned((int)value.AsDateTimeOffset.Offset.TotalMinutes);
                break;
            case LogValueKind.DateOnly:
                WriteNumber((ulong)value.AsDateOnly.DayNumber);
                break;
            case LogValueKind.TimeOnly:
                WriteNumber((ulong)value.AsTimeOnly.Ticks);
                break;
            case LogValueKind.Guid:
                value.AsGuid.TryWriteBytes(Take(16));
                break;
            default:
                Span<int> parts = stackalloc int[4];
                decimal.GetBits(value.AsDecimal, parts);
                foreach (var part in parts)
                {
                    WriteHalfWord((uint)part);
                }

                break;
        }
    }

    private void WriteWideText(scoped ReadOnlySpan<char> text)
    {
        var length = LooseText.ByteCount(text);
        WriteNumber((ulong)length);
        LooseText.Write(text, Take(length));
    }

    private Span<byte> Take(int bytes)
    {
        Reserve(bytes);
        var taken = _room.Slice(_used, bytes);
        _used += bytes;
        return taken;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int bytes)
    {
        if (_room.Length - _used < bytes)
        {
            Grow(bytes);
        }
    }

    private void Grow(int bytes)
    {
        _output.Advance(_used);
        _used = 0;
        _room = _output.GetSpan(Math.Max(bytes, Room));
    }
}
