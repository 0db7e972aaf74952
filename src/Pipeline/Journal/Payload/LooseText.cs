using System;
using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ActorLog.Journal.Payload;

/// <summary>UTF-8 that also has room for a surrogate without its partner: as three bytes, ED A0 80 to ED BF BF.</summary>
/// <remarks>
/// A .NET string may hold such a surrogate (half an emoji, where somebody cut a text), UTF-8 may not; a journal that wrote
/// U+FFFD in its place would give back another event than it took. This is WTF-8. All that has no such surrogate is UTF-8.
/// </remarks>
internal static class LooseText
{
    private const int SurrogateBytes = 3;

    public static int ByteCount(ReadOnlySpan<char> text)
    {
        var bytes = 0;
        while (true)
        {
            var end = NextLoneSurrogate(text);
            bytes += Encoding.UTF8.GetByteCount(text[..end]);
            if (end == text.Length)
            {
                return bytes;
            }

            bytes += SurrogateBytes;
            text = text[(end + 1)..];
        }
    }

    /// <summary>Writes the text; the room is as long as <see cref="ByteCount"/> says.</summary>
    public static void Write(ReadOnlySpan<char> text, Span<byte> room)
    {
        while (true)
        {
            var end = NextLoneSurrogate(text);
            room = room[Encoding.UTF8.GetBytes(text[..end], room)..];
            if (end == text.Length)
            {
                return;
            }

            room[0] = (byte)(0xE0 | (text[end] >> 12));
            room[1] = (byte)(0x80 | ((text[end] >> 6) & 0x3F));
            room[2] = (byte)(0x80 | (text[end] & 0x3F));
            room = room[SurrogateBytes..];
            text = text[(end + 1)..];
        }
    }

    /// <summary>The text, or <see langword="null"/> when the bytes are none.</summary>
    public static string? Read(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty ? ""
        : Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes)
        : ReadLoose(bytes);

    private static string? ReadLoose(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        Span<char> pair = stackalloc char[2];
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var used) == OperationStatus.Done)
            {
                text.Append(pair[..rune.EncodeToUtf16(pair)]);
            }
            else if (IsSurrogate(bytes))
            {
                text.Append((char)(0xD000 | ((bytes[1] & 0x3F) << 6) | (bytes[2] & 0x3F)));
                used = SurrogateBytes;
            }
            else
            {
                return null;
            }

            bytes = bytes[used..];
        }

        return text.ToString();
    }

    private static bool IsSurrogate(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= SurrogateBytes
        && bytes[0] == 0xED
        && bytes[1] is >= 0xA0 and <= 0xBF
        && bytes[2] is >= 0x80 and <= 0xBF;

    private static int NextLoneSurrogate(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var next = text[i..].IndexOfAnyInRange('\uD800', '\uDFFF');
            if (next < 0)
            {
                return text.Length;
            }

            i += next;
            if (char.IsLowSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
            {
                return i;
            }

            i++;
        }

        return text.Length;
    }
}
