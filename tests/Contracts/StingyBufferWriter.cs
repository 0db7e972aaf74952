using System;
using System.Buffers;
using System.IO;

namespace ActorLog.Contracts;

/// <summary>A buffer writer that never gives a byte more than it was asked for, in a new place each time.</summary>
public sealed class StingyBufferWriter : IBufferWriter<byte>
{
    private readonly MemoryStream _written = new();
    private byte[] _given = [];

    /// <summary>What was written so far.</summary>
    public byte[] Written => _written.ToArray();

    public void Advance(int count)
    {
        _written.Write(_given.AsSpan(0, count));
        _given = [];
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => _given = new byte[Math.Max(1, sizeHint)];

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
