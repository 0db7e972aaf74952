using System;
using System.IO;

namespace ActorLog.Journal;

/// <summary>Reads the frames of one file, one behind the other, and finds the next one behind damage. One thread.</summary>
/// <remarks>
/// Memory: a window of a quarter of a MiB, and for a longer frame a window of its length while it is the next one. A search
/// behind damage takes time in proportion to the bytes, whatever they are: what is no header of this segment costs a step.
/// </remarks>
internal sealed class SegmentReader(IJournalFile file, uint seed, long offset) : IDisposable
{
    private const int Window = 256 * 1024;
    private const int Block = 4096;

    private byte[] _buffer = [];
    private long _start = offset;
    private int _at;
    private int _count;
    private FrameHeader _header;

    /// <summary>Where the next frame begins.</summary>
    public long Offset => _start + _at;

    /// <summary>The number of the frame that was found.</summary>
    public long Position => _header.Position;

    /// <summary>The tag of the frame that was found.</summary>
    public byte Tag => _header.Tag;

    /// <summary>The payload of the frame that was found, valid until the next step.</summary>
    public ReadOnlySpan<byte> Payload => _buffer.AsSpan(_at - _header.Size + FrameFormat.HeaderSize, _header.Length);

    /// <summary>Where the damage that was found begins. It ends at <see cref="Offset"/>.</summary>
    public long DamageStart { get; private set; }

    /// <summary>Whether bytes that the disk does not give count as damage. Else they are thrown as an <see cref="IOException"/>.</summary>
    public bool ToleratesErrors { get; set; }

    /// <summary>Whether there were such bytes.</summary>
    public bool HadErrors { get; private set; }

    /// <summary>Goes on by one frame, or by one stretch of damage.</summary>
    /// <param name="limit">Where the bytes that count end.</param>
    public SegmentStep Next(long limit)
    {
        var offset = Offset;
        if (offset >= limit)
        {
            return SegmentStep.End;
        }

        try
        {
            return Step(offset, limit);
        }
        catch (IOException)
        {
            MoveTo(offset);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private SegmentStep Step(long offset, long limit)
    {
        if (TryFrame(offset, limit))
        {
            _at += _header.Size;
            return SegmentStep.Frame;
        }

        DamageStart = offset;
        while (++offset < limit)
        {
            offset = FindMark(offset, limit);
            if (offset < limit && TryFrame(offset, limit))
            {
                return SegmentStep.Damage;
            }
        }

        MoveTo(limit);
        return SegmentStep.DamagedEnd;
    }

    private bool TryFrame(long offset, long limit)
    {
        if (limit - offset < FrameFormat.HeaderSize)
        {
            return false;
        }

        MoveTo(offset);
        Fill(FrameFormat.HeaderSize, limit);
        if (!FrameFormat.TryReadHeader(_buffer.AsSpan(_at), seed, out var header) || header.Size > limit - offset)
        {
            return false;
        }

        Fill(header.Size, limit);
        _header = header;
        return FrameFormat.IsWhole(_buffer.AsSpan(_at, header.Size), header);
    }

    private long FindMark(long offset, long limit)
    {
        while (limit - offset >= FrameFormat.HeaderSize)
        {
            MoveTo(offset);
            Fill(FrameFormat.HeaderSize, limit);
            var found = _buffer.AsSpan(_at, _count - _at).IndexOf(FrameFormat.Mark);
            if (found >= 0)
            {
                return offset + found;
            }

            offset = _start + _count - (FrameFormat.Mark.Length - 1);
        }

        return limit;
    }

    private void MoveTo(long offset)
    {
        if (offset >= _start && offset - _start <= _count)
        {
            _at = (int)(offset - _start);
        }
        else
        {
            (_start, _at, _count) = (offset, 0, 0);
        }
    }

    /// <summary>Makes the next bytes stand in the buffer.</summary>
    private void Fill(int needed, long limit)
    {
        if (_count - _at >= needed)
        {
            return;
        }

        var size = (int)Math.Max(needed, Math.Min(Window, limit - Offset));
        var rest = _buffer.AsSpan(_at, _count - _at);
        var buffer = _buffer.Length >= size && size >= Math.Min(_buffer.Length, Window) ? _buffer : new byte[size];
        rest.CopyTo(buffer);
        (_buffer, _start, _count, _at) = (buffer, _start + _at, rest.Length, 0);
        var into = _buffer.AsSpan(_count, (int)Math.Min(size - _count, limit - _start - _count));
        Read(into, _start + _count);
        _count += into.Length;
    }

    private void Read(Span<byte> into, long offset)
    {
        try
        {
            into[file.Read(into, offset)..].Clear();
        }
        catch (IOException) when (ToleratesErrors)
        {
            while (!into.IsEmpty)
            {
                var block = into[..Math.Min(into.Length, Block)];
                ReadBlock(block, offset);
                into = into[block.Length..];
                offset += block.Length;
            }
        }
    }

    private void ReadBlock(Span<byte> into, long offset)
    {
        try
        {
            into[file.Read(into, offset)..].Clear();
        }
        catch (IOException)
        {
            HadErrors = true;
            into.Clear();
        }
    }
}
