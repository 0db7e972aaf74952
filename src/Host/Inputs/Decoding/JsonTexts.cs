using System;
using System.Globalization;
using System.Text.Json;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>Reads the strings of JSON as senders write them: half of a surrogate pair among them becomes U+FFFD.</summary>
/// <remarks>
/// JavaScript, Java and Python cut texts between the halves of an emoji and write what is left as <c>\ud83d</c>, which JSON
/// allows and .NET's reader refuses. One such text must not cost the event, or the body that it came with.
/// </remarks>
internal static class JsonTexts
{
    private const int EscapeLength = 6;

    private static ReadOnlySpan<byte> Replacement => @"\ufffd"u8;

    /// <summary>The text of the string or name that the reader stands on.</summary>
    public static string Read(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped && FindHalf(reader.ValueSpan, 0) is var half and >= 0
            ? Mended(reader.ValueSpan, half)
            : reader.GetString() ?? "";

    // The replacement has the length of what it replaces, so that nothing else moves.
    private static string Mended(ReadOnlySpan<byte> escaped, int half)
    {
        var json = new byte[escaped.Length + 2];
        json[0] = json[^1] = (byte)'"';
        var text = json.AsSpan(1, escaped.Length);
        escaped.CopyTo(text);
        for (; half >= 0; half = FindHalf(text, half + EscapeLength))
        {
            Replacement.CopyTo(text[half..]);
        }

        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.GetString() ?? "";
    }

    private static int FindHalf(ReadOnlySpan<byte> escaped, int start)
    {
        for (var i = start; i < escaped.Length; )
        {
            var escape = escaped[i..].IndexOf((byte)'\\');
            if (escape < 0)
            {
                return -1;
            }

            i += escape;
            var unit = UnitAt(escaped, i);
            if (!char.IsSurrogate(unit))
            {
                // Whatever it is, the character behind the backslash begins no further escape.
                i += 2;
            }
            else if (char.IsSurrogatePair(unit, UnitAt(escaped, i + EscapeLength)))
            {
                i += 2 * EscapeLength;
            }
            else
            {
                return i;
            }
        }

        return -1;
    }

    // The UTF-16 unit that an escape with digits stands for; 0 where there is none.
    private static char UnitAt(ReadOnlySpan<byte> escaped, int at) =>
        at + EscapeLength <= escaped.Length
        && escaped[at] == '\\'
        && escaped[at + 1] == 'u'
        && ushort.TryParse(
            escaped[(at + 2)..(at + EscapeLength)],
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out var unit
        )
            ? (char)unit
            : '\0';
}
