using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ActorLog.Journal;

/// <summary>The numbers of one session that have been taken in: bitmaps for stretches of the numbers.</summary>
internal sealed class ReceivedSession
{
    /// <summary>How many numbers stand in one bitmap.</summary>
    public const int ChunkSize = 1 << ChunkShift;

    private const int ChunkShift = 11;
    private const int Words = ChunkSize / 64;

    private static readonly ulong[] Full = CreateFull();

    private readonly Dictionary<long, Chunk> _chunks = [];
    private readonly Queue<long> _byAge = new();

    /// <summary>Creates an empty session.</summary>
    public ReceivedSession(string id)
    {
        Id = id;
        Node = new LinkedListNode<ReceivedSession>(this);
        Bytes = ReceivedIndex.SessionCost + (2 * id.Length);
    }

    /// <summary>The session's name.</summary>
    public string Id { get; }

    /// <summary>The memory that it holds, an estimate.</summary>
    public long Bytes { get; private set; }

    /// <summary>The bitmaps with their places, the first begun first. A complete one is all ones.</summary>
    public IEnumerable<(long Number, ulong[] Bits)> Chunks
    {
        get
        {
            foreach (var number in _byAge)
            {
                yield return (number, _chunks[number].Bits ?? Full);
            }
        }
    }

    /// <summary>How many <see cref="Chunks"/> there are.</summary>
    public int ChunkCount => _chunks.Count;

    internal LinkedListNode<ReceivedSession> Node { get; }

    /// <summary>Whether the number was added.</summary>
    public bool Contains(long sequence) =>
        _chunks.TryGetValue(sequence >> ChunkShift, out var chunk)
        && (chunk.Bits is null || (chunk.Bits[Word(sequence)] & Bit(sequence)) != 0);

    /// <summary>Adds a number; false when it was there.</summary>
    public bool Add(long sequence)
    {
        ref var chunk = ref Open(sequence >> ChunkShift);
        if (chunk.Bits is null || (chunk.Bits[Word(sequence)] & Bit(sequence)) != 0)
        {
            return false;
        }

        chunk.Bits[Word(sequence)] |= Bit(sequence);
        chunk.Count++;
        Close(ref chunk);
        return true;
    }

    /// <summary>Adds the numbers of a bitmap.</summary>
    public void Add(long number, ReadOnlySpan<ulong> bits)
    {
        ref var chunk = ref Open(number);
        if (chunk.Bits is null)
        {
            return;
        }

        chunk.Count = 0;
        for (var i = 0; i < Words; i++)
        {
            chunk.Bits[i] |= bits[i];
            chunk.Count += BitOperations.PopCount(chunk.Bits[i]);
        }

        Close(ref chunk);
    }

    /// <summary>Forgets the bitmap that was begun first; false when there is only one.</summary>
    public bool ForgetFirst()
    {
        if (_byAge.Count < 2)
        {
            return false;
        }

        _chunks.Remove(_byAge.Dequeue(), out var chunk);
        Bytes -= CostOf(chunk);
        return true;
    }

    private static int Word(long sequence) => (int)(sequence & (ChunkSize - 1)) >> 6;

    private static ulong Bit(long sequence) => 1UL << (int)(sequence & 63);

    private static int CostOf(Chunk chunk) => ReceivedIndex.ChunkCost + (chunk.Bits is null ? 0 : Words * 8);

    private ref Chunk Open(long number)
    {
        ref var chunk = ref CollectionsMarshal.GetValueRefOrAddDefault(_chunks, number, out var isKnown);
        if (!isKnown)
        {
            chunk.Bits = new ulong[Words];
            _byAge.Enqueue(number);
            Bytes += CostOf(chunk);
        }

        return ref chunk;
    }

    // A complete stretch needs no bits: a long session without gaps stays small.
    private void Close(ref Chunk chunk)
    {
        if (chunk.Count == ChunkSize)
        {
            chunk.Bits = null;
            Bytes -= Words * 8;
        }
    }

    private static ulong[] CreateFull()
    {
        var full = new ulong[Words];
        Array.Fill(full, ulong.MaxValue);
        return full;
    }

    /// <summary>A bitmap, or none when all of its numbers are there.</summary>
    private struct Chunk
    {
        public ulong[]? Bits;
        public int Count;
    }
}
