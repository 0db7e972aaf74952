using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace ActorLog.Journal;

/// <summary>The bytes of a <see cref="ReceivedIndex"/>, with the journal's position up to which it is complete.</summary>
/// <remarks>
/// <c>ALRCVD01 | journal id 16 | generation i64 | position i64 | sessions i32 | per session: length i32, UTF-8, chunks i32, per chunk: number
/// i64, bits 256 | CRC32C u32</c>, little-endian. Sessions stand in the order of use, so that the limit forgets the same ones.
/// </remarks>
internal static class ReceivedCheckpoint
{
    private const int Words = ReceivedSession.ChunkSize / 64;

    private static ReadOnlySpan<byte> Magic => "ALRCVD01"u8;

    /// <summary>The bytes.</summary>
    public static ReadOnlyMemory<byte> Write(ReceivedIndex index, Guid journal, long generation, long position)
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write(Magic);
        buffer.Write(journal.ToByteArray());
        Write(buffer, generation);
        Write(buffer, position);
        Write(buffer, index.Sessions.Count);
        foreach (var session in index.Sessions)
        {
            var name = Encoding.UTF8.GetBytes(session.Id);
            Write(buffer, name.Length);
            buffer.Write(name);
            Write(buffer, session.ChunkCount);
            foreach (var (number, bits) in session.Chunks)
            {
                Write(buffer, number);
                buffer.Write(MemoryMarshal.AsBytes<ulong>(bits));
            }
        }

        Write(buffer, (int)Crc32C.Of(buffer.WrittenSpan));
        return buffer.WrittenMemory;
    }

    /// <summary>Reads the bytes of a journal into an empty index.</summary>
    /// <returns>Generation and position, or <see langword="null"/> when they are damaged or another journal's; then the index is empty.</returns>
    public static (long Generation, long Position)? Read(ReadOnlySpan<byte> bytes, Guid journal, ReceivedIndex index)
    {
        if (
            bytes.Length < Magic.Length + 16 + 8 + 8 + 4 + 4
            || !bytes.StartsWith(Magic)
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]) != Crc32C.Of(bytes[..^4])
            || new Guid(bytes.Slice(Magic.Length, 16)) != journal
        )
        {
            return null;
        }

        bytes = bytes[(Magic.Length + 16)..];
        var generation = TakeLong(ref bytes);
        var position = TakeLong(ref bytes);
        for (var sessions = TakeInt(ref bytes); sessions > 0; sessions--)
        {
            var length = TakeInt(ref bytes);
            var name = Encoding.UTF8.GetString(bytes[..length]);
            bytes = bytes[length..];
            for (var chunks = TakeInt(ref bytes); chunks > 0; chunks--)
            {
                var number = TakeLong(ref bytes);
                index.Add(name, number, MemoryMarshal.Cast<byte, ulong>(bytes[..(Words * 8)]));
                bytes = bytes[(Words * 8)..];
            }
        }

        return (generation, position);
    }

    private static void Write(ArrayBufferWriter<byte> buffer, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
    }

    private static void Write(ArrayBufferWriter<byte> buffer, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(4), value);
        buffer.Advance(4);
    }

    private static long TakeLong(ref ReadOnlySpan<byte> bytes)
    {
        var value = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        bytes = bytes[8..];
        return value;
    }

    private static int TakeInt(ref ReadOnlySpan<byte> bytes)
    {
        var value = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        bytes = bytes[4..];
        return value;
    }
}
