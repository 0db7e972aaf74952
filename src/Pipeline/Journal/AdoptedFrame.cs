using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text;

namespace ActorLog.Journal;

/// <summary>
/// A frame that came from an orphan: the tag that it had there, the names of the cursors for which it was still due, and the
/// payload. Bytes: tag u8, number of names u8, each name with its length u8 in front, payload.
/// </summary>
internal readonly ref struct AdoptedFrame
{
    /// <summary>The tag of such a frame.</summary>
    public const byte AdoptedTag = 0x81;

    private readonly ReadOnlySpan<byte> _names;

    private AdoptedFrame(byte tag, ReadOnlySpan<byte> names, ReadOnlySpan<byte> payload)
    {
        Tag = tag;
        _names = names;
        Payload = payload;
    }

    /// <summary>The tag that it had.</summary>
    public byte Tag { get; }

    /// <summary>The payload that it had.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>The names of those for whom it is due.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            var names = new List<string>();
            for (var rest = _names; !rest.IsEmpty; rest = rest[(1 + rest[0])..])
            {
                names.Add(Encoding.UTF8.GetString(rest.Slice(1, rest[0])));
            }

            return names;
        }
    }

    /// <summary>Whether it is due for a cursor.</summary>
    /// <param name="name">The cursor's name, in UTF-8.</param>
    public bool IsDueFor(ReadOnlySpan<byte> name)
    {
        for (var rest = _names; !rest.IsEmpty; rest = rest[(1 + rest[0])..])
        {
            if (rest.Slice(1, rest[0]).SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads the payload of a frame with <see cref="AdoptedTag"/>; false when it is none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out AdoptedFrame frame)
    {
        frame = default;
        if (bytes.Length < 2)
        {
            return false;
        }

        var rest = bytes[2..];
        for (int count = bytes[1]; count > 0; count--)
        {
            if (rest.IsEmpty || rest.Length < 1 + rest[0])
            {
                return false;
            }

            rest = rest[(1 + rest[0])..];
        }

        frame = new AdoptedFrame(bytes[0], bytes[2..^rest.Length], rest);
        return true;
    }

    /// <summary>Writes the payload of such a frame.</summary>
    public static void Write(
        IBufferWriter<byte> output,
        byte tag,
        IReadOnlyCollection<string> names,
        ReadOnlySpan<byte> payload
    )
    {
        output.Write([tag, (byte)names.Count]);
        foreach (var name in names)
        {
            var bytes = Encoding.UTF8.GetBytes(name);
            output.Write([(byte)bytes.Length]);
            output.Write(bytes);
        }

        output.Write(payload);
    }
}
