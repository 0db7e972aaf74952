using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ActorLog.Journal.Payload;

/// <summary>
/// What was made of bytes that come again and again: names, templates, categories. Bounded, for one thread.
/// </summary>
/// <remarks>
/// Four places for every hash, the oldest of which is given up for a newcomer; so hostile names cost what they would
/// without the cache, and no memory.
/// </remarks>
internal sealed class ByteKeyed<T>(Func<string, T> create)
    where T : class
{
    private const int Sets = 512;
    private const int Ways = 4;

    // Longer texts are rarely names, and are read anew each time.
    private const int LongestKept = 1024;

    private readonly Entry[] _entries = new Entry[Sets * Ways];
    private readonly byte[] _oldest = new byte[Sets];

    /// <summary>What was made of the bytes, or <see langword="null"/> when they are no text.</summary>
    public T? Get(ReadOnlySpan<byte> bytes)
    {
        var hash = Hash(bytes);
        var set = (int)(hash & (Sets - 1));
        foreach (ref readonly var entry in _entries.AsSpan(set * Ways, Ways))
        {
            if (entry.Hash == hash && entry.Value is not null && bytes.SequenceEqual(entry.Key))
            {
                return entry.Value;
            }
        }

        if (LooseText.Read(bytes) is not { } text)
        {
            return null;
        }

        var value = create(text);
        if (bytes.Length <= LongestKept)
        {
            _entries[set * Ways + _oldest[set]] = new Entry(hash, bytes.ToArray(), value);
            _oldest[set] = (byte)((_oldest[set] + 1) % Ways);
        }

        return value;
    }

    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = (uint)bytes.Length;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            hash = BitOperations.Crc32C(hash, word);
        }

        foreach (var one in bytes[(bytes.Length & ~7)..])
        {
            hash = BitOperations.Crc32C(hash, one);
        }

        return hash;
    }

    private readonly record struct Entry(uint Hash, byte[]? Key, T? Value);
}
