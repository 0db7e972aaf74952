using System;
using System.Buffers;

namespace ActorLog.Text;

/// <summary>The bytes that a sink is about to write: an <see cref="IBufferWriter{T}"/> that can also be cut back.</summary>
/// <remarks>
/// Its array is its own and not from the shared pool: a worker that hangs is abandoned while it still holds the buffer, and
/// a pooled array would by then be somebody else's. Not thread-safe.
/// </remarks>
internal sealed class ByteBuffer(int capacity = ByteBuffer.BlockSize) : IBufferWriter<byte>
{
    /// <summary>How many bytes are worth a write: fewer cost more calls, more no longer save any.</summary>
    public const int BlockSize = 64 * 1024;

    // A buffer that one odd event made huge is not kept.
    private const int LargestKept = 1024 * 1024;

    private byte[] _bytes = new byte[capacity];

    /// <summary>How many bytes are written.</summary>
    public int Length { get; private set; }

    /// <summary>What is written, until the next change.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>What is written, until the next change.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - Length);
        Length += count;
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(Length);
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Length);
    }

    /// <summary>Takes back what was written beyond <paramref name="length"/>.</summary>
    public void CutTo(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)Length);
        Length = length;
    }

    /// <summary>Drops the first <paramref name="count"/> bytes; the rest moves to the front.</summary>
    public void DropFirst(int count)
    {
        Written[count..].CopyTo(_bytes);
        Length -= count;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > LargestKept)
        {
            _bytes = new byte[BlockSize];
        }
    }

    private void Reserve(int sizeHint)
    {
        var needed = Math.Max(sizeHint, 1);
        if (_bytes.Length - Length < needed)
        {
            var doubled = Math.Min(2L * _bytes.Length, Array.MaxLength);
            Array.Resize(ref _bytes, (int)Math.Max(doubled, checked(Length + needed)));
        }
    }
}
