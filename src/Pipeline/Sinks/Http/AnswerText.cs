using System.Net;
using System.Text.RegularExpressions;

namespace ActorLog.Sinks;

/// <summary>What a receiver says with an answer, for people to read. Pure.</summary>
internal static partial class AnswerText
{
    /// <summary>The most that a reason has of it; what is wrong stands at the beginning.</summary>
    public const int Longest = 160;

    /// <summary>The text on one line, that of a page of HTML without its tags; empty when there is none.</summary>
    /// <param name="text">The beginning of what came with the answer, or <see langword="null"/>.</param>
    public static string Plain(string? text)
    {
        var plain = text?.TrimStart() ?? "";
        if (plain.StartsWith('<'))
        {
            plain = WebUtility.HtmlDecode(Tags.Replace(plain, " "));
        }

        return Blanks.Replace(plain, " ").Trim();
    }

    /// <summary>The beginning of the text, as it stands in a reason; empty when there is none.</summary>
    /// <param name="text">The beginning of what came with the answer, or <see langword="null"/>.</param>
    public static string Short(string? text)
    {
        // The title of a page mostly says what its headline does.
        var plain = Plain(Title.Replace(text ?? "", " "));
        plain = plain.Length > 0 ? plain : Plain(text);
        if (plain.Length <= Longest)
        {
            return plain;
        }

        var isInPair = char.IsHighSurrogate(plain[Longest - 1]);
        return plain[..(isInPair ? Longest - 1 : Longest)] + "...";
    }

    // Each may be cut off by the end of what was read. What a style sheet says is nothing for people.
    [GeneratedRegex(
        "<!--.*?(-->|$)|<style.*?(</style>|$)|<[^>]*(>|$)",
        RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Tags { get; }

    [GeneratedRegex(
        "<title>.*?</title>",
        RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Title { get; }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks { get; }
}
