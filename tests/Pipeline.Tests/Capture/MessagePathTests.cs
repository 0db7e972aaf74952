using System.Linq;
using System.Threading.Tasks;
using ActorLog.Capture.Interpolation;
using ActorLog.Events;
using Xunit;

namespace ActorLog.Tests.Capture;

public sealed class MessagePathTests
{
    [Fact]
    public void TheSameStepsLeadToTheSameTemplate() => Assert.Same(Steps("a").Template, Steps("a").Template);

    [Fact]
    public void CallsThatShareALineAndLengthsAreToldApart()
    {
        Assert.Equal("x {a} y", Steps("a").Template.Text);
        Assert.Equal("x {b} y", Steps("b").Template.Text);
        Assert.Equal("x {a,5} y", Steps("a", 5).Template.Text);
        Assert.Equal("x {a:000} y", Steps("a", 0, "000").Template.Text);
        Assert.Equal("x {Name,5:000} y", Steps("a", 5, "@Name:000").Template.Text);
        Assert.Equal("x a y", Begin().AfterLiteral("x ").AfterLiteral("a").AfterLiteral(" y").Template.Text);
    }

    [Fact]
    public void NothingIsTheEmptyTemplate() => Assert.Same(MessageTemplate.Empty, Begin().Template);

    [Fact]
    public void ATemplateIsWhatItsTextSays()
    {
        var made = Steps("a", -700, "@Given:0.00").AfterHole("a", 0, "D999999999").AfterLiteral("{}").Template;
        var parsed = MessageTemplate.Parse(made.Text);
        Assert.Equal("x {Given,-512:0.00} y{a}{{}}", made.Text);
        Assert.Equal(Describe(parsed), Describe(made));
    }

    [Fact]
    public void StringsMadeAtRunTimeAreRightAndDoNotPileUp()
    {
        for (var i = 0; i < 1_000; i++)
        {
            Assert.Equal($"x {{a_{i}}} y", Steps($"a.{i}").Template.Text);
        }

        var late = $"a.{1_000}";
        Assert.NotSame(Steps(late), Steps(late));
    }

    [Fact]
    public void ManyThreadsMayBeTheFirst() =>
        Parallel.For(
            0,
            1_000,
            i =>
                Assert.Equal(
                    "p {q}",
                    MessagePath.Begin(2, 1, i % 5).AfterLiteral("p ").AfterHole("q", 0, null).Template.Text
                )
        );

    private static MessagePath Begin() => MessagePath.Begin(3, 1, 17);

    private static MessagePath Steps(string expression, int alignment = 0, string? format = null) =>
        Begin().AfterLiteral("x ").AfterHole(expression, alignment, format).AfterLiteral(" y");

    private static (string, bool, string?, int, int)[] Describe(MessageTemplate template) =>
        [
            .. template
                .Tokens.ToArray()
                .Select(token => (token.Text, token.IsHole, token.Format, token.Alignment, token.HoleIndex)),
        ];
}
