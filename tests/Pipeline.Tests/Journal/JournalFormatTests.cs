using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ActorLog.Journal;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Tests.Journal;

/// <summary>A reader written from docs/journal-format.md, which uses nothing of the journal's own code.</summary>
public sealed class JournalFormatTests
{
    private readonly CrashDisk _disk = new();

    [Theory]
    [InlineData("123456789", 0xE3069283)]
    [InlineData("", 0)]
    [InlineData("a", 0xC1D04330)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x22620404)]
    public void ChecksumsAreCastagnolis(string text, uint expected)
    {
        Assert.Equal(expected, Crc32C.Of(Encoding.ASCII.GetBytes(text)));
        Assert.Equal(expected, Crc(Encoding.ASCII.GetBytes(text)));
    }

    [Fact]
    public void ChecksumsGoOnAtAnyPlace()
    {
        var bytes = new byte[100];
        new Random(1).NextBytes(bytes);
        for (var at = 0; at <= bytes.Length; at++)
        {
            Assert.Equal(Crc(bytes), Crc32C.Append(Crc32C.Of(bytes.AsSpan(0, at)), bytes.AsSpan(at)));
        }
    }

    [Fact]
    public void SegmentsAndStateAreAsThePageSays()
    {
        var journal = new OpenJournal(_disk, ["a", "sänk"]);
        for (var i = 0; i < 8; i++)
        {
            journal.Append(3);
        }

        journal.Log.MoveCursor("sänk", 7);
        journal.Log.Dispose();

        var frames = new SortedDictionary<long, string>();
        foreach (var path in _disk.Paths.Where(path => path.EndsWith(".segment", StringComparison.Ordinal)))
        {
            ReadSegment(_disk.Bytes(path), frames);
        }

        Assert.Equal(OpenJournal.Texts(1, 24), frames.Values);
        Assert.Equal(Enumerable.Range(1, 24).Select(i => (long)i), frames.Keys);
        Assert.Equal([("a", 1), ("sänk", 7)], ReadState(_disk.Bytes($"{OpenJournal.Folder}/state"), 25));
    }

    private static void ReadSegment(byte[] file, SortedDictionary<long, string> frames)
    {
        Assert.Equal("ALJRNL"u8, file.AsSpan(0, 6));
        Assert.Equal(1, BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(6)));
        Assert.Equal(Crc(file[..60]), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(60)));
        Assert.Equal(Some.Time.Ticks, BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(40)));
        var identity = file[8..32];
        var first = BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(32));
        for (var at = 64; at < file.Length; first++)
        {
            Assert.Equal([0xFE, 0x41, 0x4C, 0xF5], file[at..(at + 4)]);
            var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 4));
            Assert.Equal(first, BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(at + 8)));
            Assert.Equal(2, file[at + 16]);
            Assert.Equal(
                Crc([.. identity, .. file[at..(at + 17)]]) & 0xFFFFFF,
                BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 17)) & 0xFFFFFF
            );
            var payload = file[(at + 24)..(at + 24 + length)];
            Assert.Equal(
                Crc([.. identity, .. file[at..(at + 20)], .. payload]),
                BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 20))
            );
            frames.Add(first, Encoding.UTF8.GetString(payload));
            at += 24 + length;
        }
    }

    private static List<(string Name, long Position)> ReadState(byte[] file, long end)
    {
        var slot = new[] { file[..16384], file[16384..] }.MaxBy(slot =>
            BinaryPrimitives.ReadInt64LittleEndian(slot.AsSpan(8))
        )!;
        Assert.Equal("ALSTAT"u8, slot.AsSpan(0, 6));
        Assert.Equal(1, BinaryPrimitives.ReadUInt16LittleEndian(slot.AsSpan(6)));
        var length = BinaryPrimitives.ReadInt32LittleEndian(slot.AsSpan(16));
        Assert.Equal(Crc(slot[..(length - 4)]), BinaryPrimitives.ReadUInt32LittleEndian(slot.AsSpan(length - 4)));
        Assert.Equal(end, BinaryPrimitives.ReadInt64LittleEndian(slot.AsSpan(88)));
        var cursors = new List<(string, long)>();
        for (var at = 104; at < length - 4; at += 9 + slot[at + 8])
        {
            cursors.Add(
                (
                    Encoding.UTF8.GetString(slot, at + 9, slot[at + 8]),
                    BinaryPrimitives.ReadInt64LittleEndian(slot.AsSpan(at))
                )
            );
        }

        Assert.Equal(BinaryPrimitives.ReadInt32LittleEndian(slot.AsSpan(20)), cursors.Count);
        return cursors;
    }

    /// <summary>CRC-32C, bit by bit.</summary>
    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
            }
        }

        return ~crc;
    }
}
