using System.Net;
using System.Text.RegularExpressions;

namespace ActorLog.Sinks;

/// <summary>What a receiver says with an answer, for people to read. Pure.</summary>
internal static partial class AnswerText
{
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

    // Each may be cut off by the end of what was read. What a style sheet says is nothing for people.
    [GeneratedRegex(
        "<!--.*?(-->|$)|<style.*?(</style>|$)|<[^>]*(>|$)",
        RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Tags { get; }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks { get; }
}
