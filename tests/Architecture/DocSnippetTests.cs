using System;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace ActorLog.Architecture;

/// <summary>
/// Code in the docs is code that is compiled, and configuration in the docs is loaded: a block that follows
/// <c>&lt;!-- from: path --&gt;</c> stands in that file word for word, but for its indentation.
/// </summary>
public sealed partial class DocSnippetTests
{
    public static TheoryData<string> Docs => [.. SourceTree.Files("", "*.md")];

    [Theory]
    [MemberData(nameof(Docs))]
    public void EverySnippetStandsInItsFile(string doc)
    {
        foreach (Match snippet in Snippet().Matches(SourceTree.Read(doc)))
        {
            var source = SourceTree.Read(snippet.Groups["path"].Value);

            Assert.Contains(Unindented(snippet.Groups["code"].Value), Unindented(source), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Docs))]
    public void EveryCSharpBlockIsASnippet(string doc)
    {
        var text = SourceTree.Read(doc);

        Assert.Equal(CSharpBlock().Count(text), CSharpSnippet().Count(text));
    }

    [Fact]
    public void TheReadmeShowsTheWholeFirstExample()
    {
        var program = SourceTree.Read("examples/HelloConsole/Program.cs");

        Assert.Contains($"```csharp\n{program}```", SourceTree.Read("README.md"), StringComparison.Ordinal);
        Assert.True(program.AsSpan().Count('\n') <= 8, "The first example has grown beyond 8 lines.");
    }

    [Fact]
    public void TheReadmeShowsTheSameAsConfiguration()
    {
        var configuration = SourceTree.Read("examples/WebApp/actorlog.conf");

        Assert.Contains($"```hocon\n{configuration}```", SourceTree.Read("README.md"), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"<!-- from: (?<path>\S+) -->\n```\w*\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"<!-- from: \S+ -->\n```csharp\n")]
    private static partial Regex CSharpSnippet();

    [GeneratedRegex("^```csharp$", RegexOptions.Multiline)]
    private static partial Regex CSharpBlock();

    private static string Unindented(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()));
}
