using System;
using System.IO;
using System.Threading.Tasks;

namespace ActorLog.Host.Inputs.Stdin;

/// <summary>
/// Cuts a stream of bytes into lines, without the byte order mark before the first. A line beyond the limit comes in parts, cut
/// between characters.
/// </summary>
/// <remarks>Used by one reader at a time. A line's memory is valid until the next call.</remarks>
internal sealed class LineReader(Stream stream, int maxLine, Task stop)
{
    private const int FirstSize = 64 * 1024;

    private byte[] _buffer = new byte[Math.Min(FirstSize, maxLine + 1)];
    private int _start;
    private int _end;
    private int _searched;
    private int _part;
    private bool _ended;
    private bool _hasBegun;

    // Some editors and shells put it before the first line; what begins with it would be no JSON.
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Bytes that were read and not given out.</summary>
    public int Left => _end - _start;

    /// <summary>Whether the line that was given out last has no end: the stream ended inside it.</summary>
    public bool HasEndedInsideLine { get; private set; }

    /// <summary>The next line, or <see langword="null"/> at the end, or when <c>stop</c> has ended and no more is at hand.</summary>
    public async ValueTask<Line?> ReadAsync()
    {
        while (true)
        {
            if (TakeLine() is { } line)
            {
                return line;
            }

            if (_ended)
            {
                return null;
            }

            if (stop.IsCompleted)
            {
                _ended = true;
                continue;
            }

            MakeRoom();
            var reading = stream.ReadAsync(_buffer.AsMemory(_end)).AsTask();
            if (await Task.WhenAny(reading, stop).ConfigureAwait(false) == stop && !reading.IsCompleted)
            {
                // The read may still come back, into the part of the buffer that is never looked at again.
                _ended = true;
                continue;
            }

            var read = await reading.ConfigureAwait(false);
            _end += read;
            _ended = read == 0;
        }
    }

    private Line? TakeLine()
    {
        var waiting = _buffer.AsMemory(_start, _end - _start);
        var newline = waiting.Span[_searched..].IndexOf((byte)'\n');
        if (newline >= 0 && _searched + newline <= maxLine)
        {
            return Take(waiting[..(_searched + newline)], 1, isWhole: true);
        }

        _searched = newline < 0 ? waiting.Length : _searched + newline;
        if (waiting.Length > maxLine)
        {
            var cut = maxLine;
            while (cut > maxLine - 4 && (waiting.Span[cut] & 0xC0) == 0x80)
            {
                cut--;
            }

            return Take(waiting[..cut], 0, isWhole: false);
        }

        HasEndedInsideLine = _ended && waiting.Length > 0;
        return HasEndedInsideLine ? Take(waiting, 0, isWhole: true) : null;
    }

    private Line Take(ReadOnlyMemory<byte> bytes, int separator, bool isWhole)
    {
        _start += bytes.Length + separator;
        _searched = 0;
        var part = isWhole && _part == 0 ? 0 : _part + 1;
        _part = isWhole ? 0 : part;
        if (isWhole && bytes.Span is [.., (byte)'\r'])
        {
            bytes = bytes[..^1];
        }

        if (!_hasBegun && bytes.Span.StartsWith(ByteOrderMark))
        {
            bytes = bytes[ByteOrderMark.Length..];
        }

        _hasBegun = true;
        return new Line(bytes, part);
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, maxLine + 1));
        }
    }
}

/// <summary>A line, or a part of one.</summary>
/// <param name="Bytes">Without the line end.</param>
/// <param name="Part">0 for a whole line; else the number of the part, from 1.</param>
internal readonly record struct Line(ReadOnlyMemory<byte> Bytes, int Part);
