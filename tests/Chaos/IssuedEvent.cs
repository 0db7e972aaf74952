using System;
using System.Globalization;
using System.Text;

namespace ActorLog.Chaos;

/// <summary>An event that the driver makes: from session and number follows everything, so that nothing need be remembered.</summary>
public static class IssuedEvent
{
    // Texts that get hurt where bytes, characters, lines and quotes are mixed up.
    private static readonly string[] Words =
    [
        "order",
        "今天天气不错",
        "是风和日丽的",
        "\"quoted\"",
        "back\\slash",
        "two\nlines",
        "tab\tbed",
        "🙂",
        "a=b&c=%20+d",
        "",
    ];

    /// <summary>The name of a session, in the form of our own.</summary>
    public static string Session(int index) =>
        string.Create(CultureInfo.InvariantCulture, $"20200923104556-{index + 1:x12}");

    /// <summary>Session and number of a message, wherever it has passed; -1 when it is none of the driver's.</summary>
    public static (int Session, long Number) NameIn(string? message)
    {
        var name = message.AsSpan();
        var end = name.IndexOf(' ');
        name = end < 0 ? name : name[..end];
        var slash = name.IndexOf('/');
        return
            slash > 0
            && int.TryParse(name[..slash], NumberStyles.None, CultureInfo.InvariantCulture, out var session)
            && long.TryParse(name[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (session, number)
            : (-1, 0);
    }

    /// <summary>The message of an event.</summary>
    public static string Message(int session, long number)
    {
        var text = new StringBuilder();
        var mixed = Mix(((ulong)session << 40) ^ (ulong)number);
        text.Append(CultureInfo.InvariantCulture, $"{session}/{number}");
        for (var words = mixed % 24; words > 0; words--)
        {
            mixed = Mix(mixed);
            text.Append(' ').Append(Words[mixed % (ulong)Words.Length]);
        }

        return text.ToString();
    }

    // SplitMix64: the same everywhere and always, unlike a string's hash code.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
