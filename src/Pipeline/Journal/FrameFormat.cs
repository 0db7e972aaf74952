using System;
using System.Buffers.Binary;

namespace ActorLog.Journal;

/// <summary>
/// A frame's bytes: mark u32, length u32, position u64, tag u8, header check u24, CRC-32C u32, payload. All little-endian;
/// docs/journal-format.md has the whole.
/// </summary>
/// <remarks>
/// Both checks begin with the segment's seed. A frame that stands inside another's payload, or comes from another journal or
/// segment, is therefore none, and a search behind damage cannot be led astray by what somebody logged.
/// </remarks>
internal static class FrameFormat
{
    /// <summary>Bytes before the payload.</summary>
    public const int HeaderSize = 24;

    /// <summary>The longest payload: that of the journal, and what an adoption puts in front of it.</summary>
    public const int MaxPayload = JournalLog.MaxPayload + 64 * 1024;

    private const int LengthAt = 4;
    private const int PositionAt = 8;
    private const int TagAt = 16;
    private const int CheckAt = 17;
    private const int CrcAt = 20;

    /// <summary>What every frame begins with. The first byte and the last occur in no UTF-8 text.</summary>
    public static ReadOnlySpan<byte> Mark => [0xFE, (byte)'A', (byte)'L', 0xF5];

    /// <summary>How many bytes a frame takes.</summary>
    public static int SizeOf(int payload) => HeaderSize + payload;

    /// <summary>Writes a frame without its checks, which <see cref="Seal"/> adds.</summary>
    /// <param name="frame">As long as <see cref="SizeOf"/> says.</param>
    /// <param name="position">The frame's number.</param>
    /// <param name="tag">The frame's tag.</param>
    /// <param name="payload">The frame's payload.</param>
    public static void Write(Span<byte> frame, long position, byte tag, ReadOnlySpan<byte> payload)
    {
        Mark.CopyTo(frame);
        BinaryPrimitives.WriteInt32LittleEndian(frame[LengthAt..], payload.Length);
        BinaryPrimitives.WriteInt64LittleEndian(frame[PositionAt..], position);
        frame[TagAt] = tag;
        payload.CopyTo(frame[HeaderSize..]);
    }

    /// <summary>Adds their checks to frames that stand one behind the other.</summary>
    public static void Seal(Span<byte> frames, uint seed)
    {
        while (!frames.IsEmpty)
        {
            var payload = BinaryPrimitives.ReadInt32LittleEndian(frames[LengthAt..]);
            var crc = Crc32C.Append(seed, frames[..CheckAt]);
            frames[CheckAt] = (byte)crc;
            frames[CheckAt + 1] = (byte)(crc >> 8);
            frames[CheckAt + 2] = (byte)(crc >> 16);
            crc = Crc32C.Append(crc, frames[CheckAt..CrcAt]);
            crc = Crc32C.Append(crc, frames.Slice(HeaderSize, payload));
            BinaryPrimitives.WriteUInt32LittleEndian(frames[CrcAt..], crc);
            frames = frames[SizeOf(payload)..];
        }
    }

    /// <summary>Reads a header, and says whether it is one.</summary>
    /// <param name="bytes">At least <see cref="HeaderSize"/> bytes.</param>
    /// <param name="seed">The segment's seed.</param>
    /// <param name="header">The header.</param>
    public static bool TryReadHeader(ReadOnlySpan<byte> bytes, uint seed, out FrameHeader header)
    {
        var check = bytes[CheckAt] | (uint)bytes[CheckAt + 1] << 8 | (uint)bytes[CheckAt + 2] << 16;
        var crc = Crc32C.Append(seed, bytes[..CheckAt]);
        header = new FrameHeader(
            BinaryPrimitives.ReadInt32LittleEndian(bytes[LengthAt..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[PositionAt..]),
            bytes[TagAt],
            crc
        );
        return (crc & 0xFFFFFF) == check
            && bytes.StartsWith(Mark)
            && header.Length is >= 0 and <= MaxPayload
            && header.Position > 0;
    }

    /// <summary>Whether the payload is the one that was written.</summary>
    /// <param name="frame">The frame, at least up to the end of its payload.</param>
    /// <param name="header">Its header.</param>
    public static bool IsWhole(ReadOnlySpan<byte> frame, in FrameHeader header)
    {
        var crc = Crc32C.Append(header.Crc, frame[CheckAt..CrcAt]);
        return Crc32C.Append(crc, frame.Slice(HeaderSize, header.Length))
            == BinaryPrimitives.ReadUInt32LittleEndian(frame[CrcAt..]);
    }
}
