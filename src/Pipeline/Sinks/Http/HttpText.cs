using System;

namespace ActorLog.Sinks;

/// <summary>What may stand in the head of a request.</summary>
internal static class HttpText
{
    private const string TokenMarks = "!#$%&'*+-.^_`|~";

    /// <summary>Whether the text can be the name of a header.</summary>
    public static bool IsToken(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !TokenMarks.Contains(c, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    /// <summary>Whether the text can be the value of a header: printable ASCII, so that no second header can hide in it.</summary>
    public static bool IsFieldValue(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
