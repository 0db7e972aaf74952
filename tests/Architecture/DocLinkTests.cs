using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace ActorLog.Architecture;

/// <summary>Links in the docs lead somewhere: to a file or folder of the repository, and to a heading that it has.</summary>
public sealed partial class DocLinkTests
{
    public static TheoryData<string> Docs => [.. SourceTree.Files("", "*.md")];

    [Theory]
    [MemberData(nameof(Docs))]
    public void EveryLinkLeadsSomewhere(string doc)
    {
        var broken = Links(SourceTree.Read(doc)).Where(link => !Leads(doc, link)).ToArray();

        Assert.True(broken.Length == 0, $"{doc} links to what is not there: {string.Join(", ", broken)}");
    }

    private static IEnumerable<string> Links(string text) =>
        Link().Matches(CodeBlock().Replace(text, "")).Select(match => match.Groups["target"].Value);

    private static bool Leads(string doc, string link)
    {
        if (Uri.TryCreate(link, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "mailto")
        {
            return true;
        }

        var parts = link.Split('#', 2);
        var folder = Path.GetDirectoryName(doc)!;
        var target = parts[0].Length == 0 ? doc : Path.Combine(folder, parts[0]);
        var path = SourceTree.Path(target);
        return (File.Exists(path) || Directory.Exists(path))
            && (parts.Length == 1 || Anchors(SourceTree.Read(target)).Contains(parts[1]));
    }

    /// <summary>The anchors that the usual renderers give to headings.</summary>
    private static IEnumerable<string> Anchors(string text) =>
        Heading()
            .Matches(CodeBlock().Replace(text, ""))
            .Select(match =>
                NoAnchor().Replace(match.Groups["title"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-')
            );

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```|`[^`\n]*`", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("^#+ (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();
}
