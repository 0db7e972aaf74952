using System;
using System.Buffers;
using System.Text;

namespace ActorLog.Sinks;

/// <summary>
/// Encodes as Python's <c>urllib.parse.quote_plus</c> does: letters, digits and <c>-._~</c> stay, space is <c>+</c>, every
/// other byte of the UTF-8 is <c>%XX</c>. Pure; bytes to bytes.
/// </summary>
internal static class FormEncoding
{
    // Encoded at once: three bytes for each of them fit a modest request for room.
    private const int Piece = 4096;

    private static readonly SearchValues<byte> Unreserved = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"u8
    );

    /// <summary>Appends the encoding of UTF-8 text.</summary>
    public static void Append(ReadOnlySpan<byte> utf8, IBufferWriter<byte> output)
    {
        while (!utf8.IsEmpty)
        {
            var piece = utf8[..Math.Min(utf8.Length, Piece)];
            var room = output.GetSpan(3 * piece.Length);
            output.Advance(Encode(piece, room));
            utf8 = utf8[piece.Length..];
        }
    }

    /// <summary>The encoding of a short text that is known beforehand.</summary>
    public static byte[] Of(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var room = new byte[3 * utf8.Length];
        return room[..Encode(utf8, room)];
    }

    private static int Encode(ReadOnlySpan<byte> utf8, Span<byte> room)
    {
        var hex = "0123456789ABCDEF"u8;
        var used = 0;
        while (!utf8.IsEmpty)
        {
            var plain = utf8.IndexOfAnyExcept(Unreserved);
            plain = plain < 0 ? utf8.Length : plain;
            utf8[..plain].CopyTo(room[used..]);
            used += plain;
            utf8 = utf8[plain..];
            for (; !utf8.IsEmpty && !Unreserved.Contains(utf8[0]); utf8 = utf8[1..])
            {
                var value = utf8[0];
                if (value == ' ')
                {
                    room[used++] = (byte)'+';
                    continue;
                }

                room[used++] = (byte)'%';
                room[used++] = hex[value >> 4];
                room[used++] = hex[value & 15];
            }
        }

        return used;
    }
}
