using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace ActorLog.Hocon.Values;

/// <summary>
/// Covers what may be a secret in a line that is shown beside an error: errors end up in terminals, CI logs and tickets.
/// </summary>
/// <remarks>
/// By the look of the text and not by its meaning, since a line must be shown also when it cannot be parsed: the values of
/// keys that sound like secrets, and in URLs the user and the query. The length stays, so that carets keep their place.
/// </remarks>
internal static class Secrets
{
    private static readonly string[] Words =
    [
        "password",
        "passwd",
        "pwd",
        "secret",
        "token",
        "credential",
        "cookie",
        "apikey",
        "accesskey",
        "privatekey",
        "auth",
    ];

    // Where a secret is kept is none, and ${...} is only a name.
    private static readonly string[] Places = ["file", "env", "path"];

    // Without backtracking: a line may be a megabyte.
    private static readonly Regex Field = new(
        """(?<key>"[^"]*"|[\w.-]+)\s*(?:\+?[=:]\s*)+(?<value>(?:"(?:\\.|[^"\\])*"?|[^\s,"{}\[\]#$=:])(?:"(?:\\.|[^"\\])*"?|[^,"{}\[\]#$])*)""",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    );

    private static readonly Regex Url = new(
        """://(?<user>[^\s"/@?#]+@)?(?<rest>[^\s"?]*)(?<query>\?[^\s"]+)?""",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    );

    /// <summary>The line with stars for what may be a secret.</summary>
    public static string Cover(string line)
    {
        var covered = line.ToCharArray();
        foreach (var field in Field.Matches(line).Where(field => IsSecret(field.Groups["key"].Value)))
        {
            Cover(covered, field.Groups["value"], '"');
        }

        foreach (Match url in Url.Matches(line))
        {
            Cover(covered, url.Groups["user"], '@');
            Cover(covered, url.Groups["query"], '?');
        }

        return new string(covered);
    }

    private static bool IsSecret(string key)
    {
        var name = key.Trim('"').Split('.')[^1].Replace("-", "", StringComparison.Ordinal);
        name = name.Replace("_", "", StringComparison.Ordinal).TrimEnd();
        var sounds = Words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

        // A mistyped key is the very thing that lines are shown for.
        return (sounds || Nearest.Find(name, Words) is not null)
            && !Places.Any(place => name.EndsWith(place, StringComparison.OrdinalIgnoreCase));
    }

    private static void Cover(char[] text, Group part, char kept)
    {
        foreach (ref var c in text.AsSpan(part.Index, part.Length))
        {
            c = c == kept || char.IsWhiteSpace(c) ? c : '*';
        }
    }
}
