using System;

namespace ActorLog.Host.Audit;

/// <summary>Finds the numbers in lines of <c>logfmt</c>. A line counts only if all of it is keys and values.</summary>
internal static class LogfmtNumbers
{
    /// <inheritdoc cref="LineNumbers"/>
    public static NumberedLine Read(ReadOnlySpan<byte> line)
    {
        var found = default(NumberedLine);
        while (!line.IsEmpty)
        {
            var equals = line.IndexOfAny((byte)'=', (byte)' ', (byte)'"');
            if (equals < 1 || line[equals] != (byte)'=')
            {
                return default;
            }

            var key = line[..equals];
            line = line[(equals + 1)..];
            var end = EndOfValue(line);
            if (end < 0 || (end < line.Length && line[end] != (byte)' '))
            {
                return default;
            }

            Take(key, line[..end], ref found);
            line = end == line.Length ? default : line[(end + 1)..];
        }

        return found;
    }

    /// <returns>The place behind the value, or -1 when a quote is never closed.</returns>
    private static int EndOfValue(ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)'"', ..])
        {
            var space = text.IndexOf((byte)' ');
            return space < 0 ? text.Length : space;
        }

        var at = 1;
        while (at < text.Length && text[at..].IndexOfAny((byte)'"', (byte)'\\') is >= 0 and var next)
        {
            at += next;
            if (text[at] == (byte)'"')
            {
                return at + 1;
            }

            at += 2;
        }

        return -1;
    }

    private static void Take(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, ref NumberedLine found)
    {
        switch (key.Length)
        {
            case 3 when key.SequenceEqual("seq"u8):
                found.Sequence = NumberedLine.Number(value);
                break;
            case 6 when key.SequenceEqual("logger"u8):
                found.IsOfPipeline = value.SequenceEqual(GapNames.Category);
                break;
            case 7 when key.SequenceEqual("session"u8):
                found.Session = value;
                break;
            case 12 when key.SequenceEqual(GapNames.DroppedCount):
                found.DroppedCount = NumberedLine.Number(value);
                break;
            case 12 when key.SequenceEqual(GapNames.LastSequence):
                found.LastSequence = NumberedLine.Number(value);
                break;
            case 13 when key.SequenceEqual(GapNames.FirstSequence):
                found.FirstSequence = NumberedLine.Number(value);
                break;
            default:
                break;
        }
    }
}
