using System;
using System.Globalization;

namespace ActorLog.Capture;

/// <summary>Cuts texts that are too long for a log, and says how much is missing.</summary>
internal static class LongText
{
    /// <summary>The most characters that a property keeps.</summary>
    public const int MaxCharacters = 1024 * 1024;

    /// <summary>The text, or its beginning and a note.</summary>
    public static string Cut(string text)
    {
        if (text.Length <= MaxCharacters)
        {
            return text;
        }

        var kept = Beginning(text, MaxCharacters);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{kept}… ({text.Length - kept.Length:N0} of {text.Length:N0} characters cut)"
        );
    }

    /// <summary>At most so many characters of the text; no surrogate pair is torn.</summary>
    public static ReadOnlySpan<char> Beginning(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        return text.AsSpan(0, most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most);
    }
}
