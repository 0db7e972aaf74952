using System;
using System.Buffers.Binary;

namespace ActorLog.Journal;

/// <summary>The first 64 bytes of a segment.</summary>
/// <param name="Journal">The journal that it belongs to.</param>
/// <param name="Id">The segment's number; none is ever given twice.</param>
/// <param name="First">The position of its first frame. Frames of earlier segments from there on do not count.</param>
/// <param name="Created">When it was made, by the clock on the wall.</param>
internal sealed record SegmentHeader(Guid Journal, long Id, long First, DateTimeOffset Created)
{
    /// <summary>Bytes of a header.</summary>
    public const int Size = 64;

    /// <summary>The version of the format that this code writes and reads.</summary>
    public const ushort Version = 1;

    private const int VersionAt = 6;
    private const int JournalAt = 8;
    private const int IdAt = 24;
    private const int FirstAt = 32;
    private const int CreatedAt = 40;
    private const int CrcAt = 60;

    private static ReadOnlySpan<byte> Magic => "ALJRNL"u8;

    /// <summary>What the checks of the segment's frames begin with.</summary>
    public uint Seed => SeedOf(Journal, Id);

    /// <summary>What the checks of a segment's frames begin with: the checksum of the journal's id and the segment's number.</summary>
    public static uint SeedOf(Guid journal, long id)
    {
        Span<byte> bytes = stackalloc byte[24];
        journal.TryWriteBytes(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], id);
        return Crc32C.Of(bytes);
    }

    /// <summary>Writes the header.</summary>
    public void Write(Span<byte> bytes)
    {
        bytes[..Size].Clear();
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[VersionAt..], Version);
        Journal.TryWriteBytes(bytes[JournalAt..]);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[IdAt..], Id);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[FirstAt..], First);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[CreatedAt..], Created.UtcTicks);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[CrcAt..], Crc32C.Of(bytes[..CrcAt]));
    }

    /// <summary>Reads a header.</summary>
    /// <param name="bytes">What stands at the beginning of the file, however little.</param>
    /// <param name="isOfOtherVersion">Whether it is a whole header, but of a version that this code does not know.</param>
    /// <returns>The header; null when it is damaged or of another version.</returns>
    public static SegmentHeader? Read(ReadOnlySpan<byte> bytes, out bool isOfOtherVersion)
    {
        isOfOtherVersion = false;
        if (
            bytes.Length < Size
            || !bytes.StartsWith(Magic)
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[CrcAt..]) != Crc32C.Of(bytes[..CrcAt])
        )
        {
            return null;
        }

        isOfOtherVersion = BinaryPrimitives.ReadUInt16LittleEndian(bytes[VersionAt..]) != Version;
        var id = BinaryPrimitives.ReadInt64LittleEndian(bytes[IdAt..]);
        var first = BinaryPrimitives.ReadInt64LittleEndian(bytes[FirstAt..]);
        var created = BinaryPrimitives.ReadInt64LittleEndian(bytes[CreatedAt..]);
        return isOfOtherVersion || id <= 0 || first <= 0 || created < 0 || created > DateTimeOffset.MaxValue.UtcTicks
            ? null
            : new SegmentHeader(
                new Guid(bytes.Slice(JournalAt, 16)),
                id,
                first,
                new DateTimeOffset(created, TimeSpan.Zero)
            );
    }
}
