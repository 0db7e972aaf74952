using System;
using System.Buffers;
using System.Text;
using ActorLog.Kit;
using ActorLog.Text;
using Xunit;

namespace ActorLog.Tests.Text;

public sealed class LogFormatsTests
{
    [Fact]
    public void TheMessageAloneIsWrittenAsItIs()
    {
        var logEvent = Some.Event("今天 {Weather}", "很\n好");
        var output = new ArrayBufferWriter<byte>();

        LogFormats.WriteMessage(logEvent, output);

        Assert.Equal("今天 很\n好", Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.Equal("今天 很\n好", LogFormats.MessageOf(logEvent));
    }

    [Fact]
    public void AMessageRenderedAtTheCallIsTakenAsItIs()
    {
        var logEvent = Some.Event("{A}", 1);
        logEvent.RenderedMessage = "rendered {A}";

        Assert.Equal("rendered {A}", LogFormats.MessageOf(logEvent));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("{Message}{NewLine}")]
    [InlineData("{{}}")]
    [InlineData("{AnyPropertyAtAll}")]
    public void AGoodFormatIsValid(string format)
    {
        Assert.True(LogFormats.TryValidate(format, out var error), error);
        Assert.Null(error);
    }

    [Theory]
    [InlineData("{Level", "the hole that opens at character 1 is not closed; write {{ for a brace")]
    [InlineData("{Level {Message}", "the hole that opens at character 1 is not closed; write {{ for a brace")]
    [InlineData("a {} b", "the hole at character 3 has no name")]
    [InlineData("{Level,wide}", "the alignment of {Level,wide} must be a whole number from -512 to 512")]
    [InlineData("{Level,513}", "the alignment of {Level,513} must be a whole number from -512 to 512")]
    [InlineData(
        "{Level:x3}",
        "unknown level format 'x3', expected u, w or t with a width such as u3, 'python', or 'syslog'"
    )]
    [InlineData("{Timestamp:q}", "'q' is no date format of .NET, in {Timestamp}")]
    [InlineData("{ThreadId:q}", "'q' is no number format of .NET, in {ThreadId}")]
    [InlineData("{TraceId:x}", "{TraceId} takes no format, found 'x'")]
    [InlineData("{Message:l}", "{Message} takes no format, found 'l'")]
    [InlineData("{NewLine,3}", "{NewLine} takes no alignment")]
    public void AWrongTemplateSaysWhatIsWrong(string format, string expected)
    {
        Assert.False(LogFormats.TryValidate(format, out var error));
        Assert.Equal(expected, error);
    }

    [Theory]
    [InlineData("jsno", " (did you mean 'json'?)")]
    [InlineData("logfmnt", " (did you mean 'logfmt'?)")]
    [InlineData("xml", "")]
    [InlineData("", "")]
    public void AnUnknownWordSaysWhatIsKnown(string format, string hint)
    {
        Assert.False(LogFormats.TryValidate(format, out var error));
        Assert.Equal(
            "expected one of: text, json, clef, logfmt, or an output template such as '{Message}{NewLine}'; "
                + $"found '{format}'{hint}",
            error
        );
    }

    [Theory]
    [InlineData("text")]
    [InlineData(" json ")]
    [InlineData("CLEF")]
    [InlineData("logfmt")]
    public void EveryWordMakesAFormatter(string format) =>
        Assert.NotNull(LogFormats.Create(format, TimeProvider.System));

    [Fact]
    public void CreatingAWrongFormatThrows()
    {
        var thrown = Assert.Throws<ArgumentException>(() => LogFormats.Create("{Level", TimeProvider.System));

        Assert.Contains("not closed", thrown.Message, StringComparison.Ordinal);
    }
}
