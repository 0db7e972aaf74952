using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace ActorLog.Journal;

/// <summary>What a journal remembers beside its segments.</summary>
internal sealed record JournalState
{
    /// <summary>The longest name of a cursor, in bytes of UTF-8.</summary>
    public const int MaxName = 64;

    /// <summary>The most cursors that fit, however long their names.</summary>
    public const int MaxCursors = (MaxSize - FixedSize - sizeof(uint)) / (sizeof(long) + 1 + MaxName);

    /// <summary>Bytes of the longest state.</summary>
    public const int MaxSize = 16 * 1024;

    private const ushort Version = 1;
    private const int FixedSize = 104;

    /// <summary>Grows with every state that is written: of two, the greater one counts.</summary>
    public long Generation { get; init; }

    /// <summary>The journal's id.</summary>
    public Guid Journal { get; init; }

    /// <summary>The first segment that counts. Files of earlier ones are to be deleted.</summary>
    public long FirstSegment { get; init; }

    /// <summary>The number that the next segment gets; on the medium before there is a file with the number before it.</summary>
    public long NextSegment { get; init; }

    /// <summary>The last deletion: the first segment of it.</summary>
    public long DeletedFrom { get; init; }

    /// <summary>The last deletion: the segment behind it.</summary>
    public long DeletedTo { get; init; }

    /// <summary>The segment that was synced last.</summary>
    public long SyncedSegment { get; init; }

    /// <summary>How many bytes of it are on the medium.</summary>
    public long SyncedLength { get; init; }

    /// <summary>The position that the next frame was to get. Positions before it are never given again.</summary>
    public long WriterPosition { get; init; }

    /// <summary>The cursors: for each, the first position that is not settled.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Cursors { get; init; } = [];

    private static ReadOnlySpan<byte> Magic => "ALSTAT"u8;

    /// <summary>Writes the state.</summary>
    /// <returns>How many bytes it takes.</returns>
    public int Write(Span<byte> bytes)
    {
        bytes.Clear();
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[6..], Version);
        Journal.TryWriteBytes(bytes[24..]);
        ReadOnlySpan<long> numbers =
        [
            FirstSegment,
            NextSegment,
            DeletedFrom,
            DeletedTo,
            SyncedSegment,
            SyncedLength,
            WriterPosition,
        ];
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes[(40 + 8 * i)..], numbers[i]);
        }

        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Generation);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[20..], Cursors.Count);
        var at = FixedSize;
        foreach (var (name, position) in Cursors)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes[at..], position);
            var length = Encoding.UTF8.GetBytes(name, bytes[(at + 9)..]);
            bytes[at + 8] = (byte)length;
            at += 9 + length;
        }

        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], at + sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[at..], Crc32C.Of(bytes[..at]));
        return at + sizeof(uint);
    }

    /// <summary>Reads a state; null when there is none, or a damaged one, or one of another version.</summary>
    public static JournalState? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < FixedSize + sizeof(uint) || !bytes.StartsWith(Magic))
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]);
        if (length < FixedSize + sizeof(uint) || length > bytes.Length)
        {
            return null;
        }

        var body = bytes[..(length - sizeof(uint))];
        return
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[body.Length..]) == Crc32C.Of(body)
            && BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]) == Version
            ? ReadChecked(body)
            : null;
    }

    private static JournalState? ReadChecked(ReadOnlySpan<byte> body) =>
        ReadCursors(body[FixedSize..], BinaryPrimitives.ReadInt32LittleEndian(body[20..])) is { } cursors
            ? ReadNumbers(body) with
            {
                Cursors = cursors,
            }
            : null;

    private static List<KeyValuePair<string, long>>? ReadCursors(ReadOnlySpan<byte> entries, int count)
    {
        var cursors = new List<KeyValuePair<string, long>>();
        for (; count > 0; count--)
        {
            if (entries.Length < 9 || entries.Length < 9 + entries[8])
            {
                return null;
            }

            var name = Encoding.UTF8.GetString(entries.Slice(9, entries[8]));
            cursors.Add(new(name, BinaryPrimitives.ReadInt64LittleEndian(entries)));
            entries = entries[(9 + entries[8])..];
        }

        return cursors;
    }

    private static JournalState ReadNumbers(ReadOnlySpan<byte> body) =>
        new()
        {
            Generation = BinaryPrimitives.ReadInt64LittleEndian(body[8..]),
            Journal = new Guid(body.Slice(24, 16)),
            FirstSegment = BinaryPrimitives.ReadInt64LittleEndian(body[40..]),
            NextSegment = BinaryPrimitives.ReadInt64LittleEndian(body[48..]),
            DeletedFrom = BinaryPrimitives.ReadInt64LittleEndian(body[56..]),
            DeletedTo = BinaryPrimitives.ReadInt64LittleEndian(body[64..]),
            SyncedSegment = BinaryPrimitives.ReadInt64LittleEndian(body[72..]),
            SyncedLength = BinaryPrimitives.ReadInt64LittleEndian(body[80..]),
            WriterPosition = BinaryPrimitives.ReadInt64LittleEndian(body[88..]),
        };
}
