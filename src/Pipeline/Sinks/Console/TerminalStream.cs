using System;
using System.IO;
using System.Text;

namespace ActorLog.Sinks;

/// <summary>Shows a part of a text.</summary>
/// <returns>How many of its chars were shown, at least one.</returns>
internal delegate int ShowText(ReadOnlySpan<char> text);

/// <summary>Takes UTF-8 for a terminal that takes text: its bytes mean what its code page says, which is seldom UTF-8 on Windows.</summary>
/// <param name="show">Shows it.</param>
internal sealed class TerminalStream(ShowText show) : Stream
{
    // A console of Windows once took no more than 64 KB at a time, in all its programs together.
    private const int MaxChars = 8 * 1024;

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly char[] _text = new char[MaxChars];

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            _decoder.Convert(buffer, _text, flush: false, out var used, out var length, out _);
            buffer = buffer[used..];
            for (var shown = 0; shown < length; )
            {
                shown += show(_text.AsSpan(shown, length - shown));
            }
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
