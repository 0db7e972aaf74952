using System;
using System.Text;
using System.Text.Json;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>Reads a message that systemd's journal writes as an array of its bytes: <c>[27,91,51,49,109,104,105]</c>.</summary>
/// <remarks>
/// <c>journalctl -o json</c> does so with all that has control characters in it, as every coloured line has, or is not UTF-8.
/// </remarks>
internal static class JournalText
{
    /// <summary>The text, in which what is not UTF-8 is U+FFFD; <see langword="null"/> when the JSON is no array of bytes.</summary>
    public static string? Of(string? json)
    {
        if (json is not ['[', ..])
        {
            return null;
        }

        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        var text = new byte[json.Length];
        var length = 0;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetByte(out var octet))
        {
            text[length] = octet;
            length++;
        }

        return length > 0 && reader.TokenType == JsonTokenType.EndArray
            ? Encoding.UTF8.GetString(text.AsSpan(0, length))
            : null;
    }
}
