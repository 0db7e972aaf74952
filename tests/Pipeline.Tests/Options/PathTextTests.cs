using ActorLog.Options;
using Xunit;

namespace ActorLog.Tests.Options;

public sealed class PathTextTests
{
    private static readonly char[] NotInNames = ['"', '<', '>', '|', ':', '*', '?'];

    [Theory]
    [InlineData("C:\\temp\\new", null)]
    [InlineData("\\\\server\\share\\日志\\app.log", null)]
    [InlineData("C:\temp", "U+0009")]
    [InlineData("C:\\logs\new", "U+000A")]
    public void ABackslashThatWasReadAsAnEscapeIsTold(string path, string? expected)
    {
        if (expected is null)
        {
            Assert.Null(PathText.Wrong(path));
        }
        else
        {
            Assert.StartsWith($"must not contain {expected}: ", PathText.Wrong(path), System.StringComparison.Ordinal);
        }
    }

    /// <summary>Windows takes what is behind a colon for a stream within the file before it.</summary>
    [Theory]
    [InlineData("C:/logs/app.log", null)]
    [InlineData("logs/10:45.log", "must not contain ':' in the name of the file")]
    [InlineData("logs/app?.log", "must not contain '?' in the name of the file")]
    public void ANameThatTheSystemDoesNotTakeIsTold(string path, string? expected) =>
        Assert.Equal(expected, PathText.Wrong(path, NotInNames));
}
