using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace ActorLog.Architecture;

/// <summary>Every law that the pipeline promises is proved by tests that name it: <c>[Trait("Law", "3")]</c>.</summary>
public sealed partial class LawTests
{
    private static readonly string[] Laws =
    [
        "the caller",
        "capture",
        "order",
        "no silent loss",
        "isolation",
        "supervision",
        "durability",
        "shutdown",
        "loops",
        "bounds",
        "bytes",
        "time and chance",
    ];

    [Fact]
    public void EveryLawHasATestThatNamesIt()
    {
        var proved = CodeFile
            .Below("tests")
            .SelectMany(file => Trait().Matches(file.Text))
            .Select(match => match.Groups["law"].Value);

        var unproved = Laws.Select((law, i) => (Number: $"{i + 1}", Law: law)).ExceptBy(proved, law => law.Number);
        Assert.True(!unproved.Any(), $"No test has the trait of: {string.Join(", ", unproved)}");
    }

    [GeneratedRegex("""^\s*\[Trait\("Law", "(?<law>\d+)"\)\]""", RegexOptions.Multiline)]
    private static partial Regex Trait();
}
