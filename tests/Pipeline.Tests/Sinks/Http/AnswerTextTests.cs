using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class AnswerTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("  ", "")]
    [InlineData("no  such\r\nfield", "no such field")]
    [InlineData("a < b and c > d", "a < b and c > d")]
    [InlineData("{\"error\":\"<b>\"}", "{\"error\":\"<b>\"}")]
    [InlineData("<html>\n<title>404 Not Found</title></html>", "404 Not Found")]
    [InlineData(" <pre>Cannot POST /x &#39;y&#39;<br> &nbsp;at z</pre>", "Cannot POST /x 'y' at z")]
    [InlineData("<head><STYLE>p { color: red }</STYLE><!-- <p>no</p> --><p>yes", "yes")]
    [InlineData("<p>cut <style> p {", "cut")]
    [InlineData("<p>cut <!-- a", "cut")]
    [InlineData("<p>cut <a href=", "cut")]
    public void APageIsReadWithoutItsTags(string? text, string plain) => Assert.Equal(plain, AnswerText.Plain(text));

    [Theory]
    [InlineData(null, "")]
    [InlineData("unknown token", "unknown token")]
    [InlineData("<title>404 Not Found</title><h1>404 Not Found</h1><hr>nginx", "404 Not Found nginx")]
    [InlineData("<html><title>ERROR: no such host</title><style> p {", "ERROR: no such host")]
    public void APageWithoutAnythingElseHasItsTitle(string? text, string expected) =>
        Assert.Equal(expected, AnswerText.Short(text));

    [Fact]
    public void AReasonHasTheBeginningOfALongText()
    {
        var most = new string('x', AnswerText.Longest);

        Assert.Equal(most, AnswerText.Short(most));
        Assert.Equal(most + "...", AnswerText.Short(most + "y"));
        Assert.Equal(most[1..] + "...", AnswerText.Short(most[1..] + "\U0001F600"));
    }
}
