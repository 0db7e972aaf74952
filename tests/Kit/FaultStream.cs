using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace ActorLog.Kit;

/// <summary>A stream that remembers what was written to it, and fails when a test says so.</summary>
/// <param name="journal">Where each write is noted under the stream's name, to see the order among several streams.</param>
/// <param name="name">The stream's name.</param>
public sealed class FaultStream(List<(string Stream, string Text)>? journal = null, string name = "") : Stream
{
    private readonly MemoryStream _written = new();

    /// <summary>What every write throws, or null.</summary>
    public Func<Exception>? Failure { get; set; }

    /// <summary>How many writes there were.</summary>
    public int Writes { get; private set; }

    /// <summary>All that was written.</summary>
    public string Text => Encoding.UTF8.GetString(_written.ToArray());

    /// <summary>The lines that were written.</summary>
    public IReadOnlyList<string> Lines => [.. Text.Split('\n').SkipLast(1)];

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _written.Length;

    public override long Position
    {
        get => _written.Length;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Failure is { } failure)
        {
            throw failure();
        }

        Writes++;
        _written.Write(buffer);
        journal?.Add((name, Encoding.UTF8.GetString(buffer)));
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
