using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace ActorLog.Architecture;

/// <summary>
/// Code in the docs is code that is compiled: a block that follows <c>&lt;!-- from: path --&gt;</c> stands in that file word for
/// word, but for its indentation.
/// </summary>
public sealed partial class DocSnippetTests
{
    private static readonly string Root = FindRoot(AppContext.BaseDirectory);

    public static TheoryData<string> Docs =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Docs))]
    public void EverySnippetStandsInItsFile(string doc)
    {
        foreach (Match snippet in Snippet().Matches(File.ReadAllText(Path.Combine(Root, "docs", doc))))
        {
            var source = File.ReadAllText(Path.Combine(Root, snippet.Groups["path"].Value));

            Assert.Contains(Unindented(snippet.Groups["code"].Value), Unindented(source), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Docs))]
    public void EveryCSharpBlockIsASnippet(string doc)
    {
        var text = File.ReadAllText(Path.Combine(Root, "docs", doc));

        Assert.Equal(CSharpBlock().Count(text), Snippet().Count(text));
    }

    [GeneratedRegex(@"<!-- from: (?<path>\S+) -->\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"^```csharp$", RegexOptions.Multiline)]
    private static partial Regex CSharpBlock();

    private static string Unindented(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()));

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "ActorLog.sln")) ? folder : FindRoot(Path.GetDirectoryName(folder)!);
}
