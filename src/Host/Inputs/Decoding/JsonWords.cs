using System;
using System.Buffers.Binary;
using System.Text;
using System.Threading;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>The words that have been read: the next line that has one makes no new text of it, and looks nothing up.</summary>
/// <remarks>
/// Thread-safe. A place holds the word that came last of those that fall on it, so that a sender whose names never come again
/// costs time and no memory.
/// </remarks>
internal static class JsonWords
{
    private const int LongestKept = 128;
    private const int Bits = 10;

    private static readonly Place?[] Places = new Place?[1 << Bits];

    /// <summary>The word of these bytes.</summary>
    /// <param name="utf8">Valid UTF-8, as it is to be read: without escapes.</param>
    public static JsonWord Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestKept)
        {
            return new JsonWord(Encoding.UTF8.GetString(utf8));
        }

        ref var slot = ref Places[Hash(utf8)];
        if (Volatile.Read(ref slot) is { } place && utf8.SequenceEqual(place.Utf8))
        {
            return place.Word;
        }

        var word = new JsonWord(Encoding.UTF8.GetString(utf8));
        Volatile.Write(ref slot, new Place(utf8.ToArray(), word));
        return word;
    }

    // The length, the first and the last eight bytes, spread by a multiplication as in Fibonacci hashing.
    private static int Hash(ReadOnlySpan<byte> utf8)
    {
        const ulong Odd = 0x9E3779B97F4A7C15;
        ulong mixed = (uint)utf8.Length;
        if (utf8.Length >= sizeof(ulong))
        {
            mixed ^= BinaryPrimitives.ReadUInt64LittleEndian(utf8) * Odd;
            mixed ^= BinaryPrimitives.ReadUInt64LittleEndian(utf8[^sizeof(ulong)..]);
        }
        else
        {
            foreach (var octet in utf8)
            {
                mixed = (mixed << 8) ^ octet;
            }
        }

        return (int)((mixed * Odd) >> (64 - Bits));
    }

    private sealed record Place(byte[] Utf8, JsonWord Word);
}
