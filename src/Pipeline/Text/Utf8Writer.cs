using System;
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace ActorLog.Text;

/// <summary>Appends UTF-8 to a buffer writer through one span, so that small pieces cost a copy and not a call each.</summary>
/// <remarks>What is written reaches the buffer writer with <see cref="Commit"/>, or earlier when the span is full.</remarks>
internal ref struct Utf8Writer
{
    // The most that is asked for at once: a long text must not make the buffer behind it grow in one leap.
    private const int Piece = 4096;

    // The least room in which any one character fits.
    private const int OneCharacter = 4;

    private readonly IBufferWriter<byte> _output;
    private Span<byte> _room;
    private int _used;

    public Utf8Writer(IBufferWriter<byte> output, int hint)
    {
        _output = output;
        _room = output.GetSpan(hint);
    }

    /// <summary>Hands over what was written; the writer is not used afterwards.</summary>
    public readonly void Commit() => _output.Advance(_used);

    /// <summary>The free room, at least <paramref name="bytes"/> long. <see cref="Advance"/> tells how much was used.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Reserve(int bytes)
    {
        if (_room.Length - _used < bytes)
        {
            Grow(bytes);
        }

        return _room[_used..];
    }

    public void Advance(int bytes) => _used += bytes;

    public void Write(byte value)
    {
        Reserve(1)[0] = value;
        _used++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(scoped ReadOnlySpan<byte> utf8)
    {
        if (utf8.TryCopyTo(_room[_used..]))
        {
            _used += utf8.Length;
        }
        else
        {
            WriteInPieces(utf8);
        }
    }

    public void WriteSpaces(int count)
    {
        while (count > 0)
        {
            var piece = Math.Min(count, Piece);
            Reserve(piece)[..piece].Fill((byte)' ');
            _used += piece;
            count -= piece;
        }
    }

    /// <summary>Writes a number as hexadecimal digits in lower case.</summary>
    public void WriteHex(int value, int digits)
    {
        var room = Reserve(digits);
        for (var i = 0; i < digits; i++)
        {
            room[i] = "0123456789abcdef"u8[(value >> (4 * (digits - 1 - i))) & 15];
        }

        _used += digits;
    }

    /// <summary>Writes text that someone else chose, made harmless for the place where it stands.</summary>
    public void WriteText<TEscape>(scoped ReadOnlySpan<char> text)
        where TEscape : struct, ITextEscape
    {
        while (text.Length > Piece && TryWritePlain<TEscape>(text[..Piece]))
        {
            text = text[Piece..];
        }

        if (!TryWritePlain<TEscape>(text))
        {
            WriteEscaped<TEscape>(text);
        }
    }

    /// <summary>Writes text if it is a short one that needs no escape, or answers <see langword="false"/>.</summary>
    public bool TryWritePlain<TEscape>(scoped ReadOnlySpan<char> text)
        where TEscape : struct, ITextEscape
    {
        if (text.Length > Piece || !PlainText.TryNarrow<TEscape>(text, Reserve(text.Length)))
        {
            return false;
        }

        _used += text.Length;
        return true;
    }

    private void WriteEscaped<TEscape>(scoped ReadOnlySpan<char> text)
        where TEscape : struct, ITextEscape
    {
        var stop = TEscape.IndexOfUnsafe(text);
        while (stop >= 0)
        {
            WriteUtf16(text[..stop]);
            TEscape.Escape(ref this, text[stop]);
            text = text[(stop + 1)..];
            stop = TEscape.IndexOfUnsafe(text);
        }

        WriteUtf16(text);
    }

    /// <summary>Transcodes text as it is; a surrogate without its partner becomes U+FFFD.</summary>
    public void WriteUtf16(scoped ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var room = Reserve((int)Math.Clamp(text.Length * 3L, OneCharacter, Piece));
            Utf8.FromUtf16(text, room, out var read, out var written, replaceInvalidSequences: true);
            _used += written;
            text = text[read..];
        }
    }

    private void WriteInPieces(scoped ReadOnlySpan<byte> utf8)
    {
        while (!utf8.IsEmpty)
        {
            var room = Reserve(1);
            var piece = Math.Min(room.Length, utf8.Length);
            utf8[..piece].CopyTo(room);
            _used += piece;
            utf8 = utf8[piece..];
        }
    }

    private void Grow(int bytes)
    {
        _output.Advance(_used);
        _used = 0;
        _room = _output.GetSpan(Math.Max(bytes, 256));
    }
}
