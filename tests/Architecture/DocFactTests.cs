using System;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace ActorLog.Architecture;

/// <summary>What the docs say of names and numbers is what the code has.</summary>
public sealed partial class DocFactTests
{
    [Fact]
    public void EveryMetricIsInItsTableWithItsUnit()
    {
        var page = SourceTree.Read("docs/operating.md");
        var code = SourceTree.Read("src/Pipeline/Runtime/PipelineMetrics.cs");
        var names = MetricName().Matches(code).Select(match => match.Groups["name"].Value).ToArray();

        Assert.NotEmpty(names);
        Assert.All(
            names,
            name => Assert.Matches($@"\| `{Regex.Escape(name)}` \| [\w -]+ \| `({{\w+}}|By|s)` \|", page)
        );
        Assert.Equal(
            names.Order(StringComparer.Ordinal),
            MetricRow().Matches(page).Select(row => row.Groups["name"].Value).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void TheReadmeNamesEverySinkAndFormatOfConfigurations()
    {
        var readme = SourceTree.Read("README.md");
        var sinks = Word()
            .Matches(SourceTree.Read("src/Pipeline/Sinks/SinkTypes.cs"))
            .Select(match => match.Groups["word"].Value);
        var formats = Word()
            .Matches(SourceTree.Read("src/Pipeline/Text/LogFormats.cs"))
            .Select(match => match.Groups["word"].Value);

        Assert.All(sinks, word => Assert.Contains($"`type = {word}`", readme, StringComparison.Ordinal));
        Assert.All(formats, word => Assert.Contains($"`{word}`", readme, StringComparison.Ordinal));
    }

    // Attributes begin alike; they are made with Tag("actorlog.level", ...).
    [GeneratedRegex("""(?<!Tag)\(\s*"(?<name>actorlog\.[\w.]+)",""")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"^\| `(?<name>actorlog\.[\w.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex MetricRow();

    [GeneratedRegex("""^\s+\["(?<word>\w+)"\] = """, RegexOptions.Multiline)]
    private static partial Regex Word();
}
