using System;
using ActorLog.Contracts;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Text;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Text;

public sealed class ClefFormatterTests : FormatterContract
{
    protected override ILogFormatter CreateFormatter(TimeProvider clock) => LogFormats.Create("clef", clock);

    protected override void CheckLine(string line, LogEvent logEvent) => EventJson.Check(line);

    [Fact]
    public void AnEventWithEverythingIsWrittenWhole() =>
        Assert.Equal(
            """
            {"@t":"2020-09-23T10:45:56.1234567Z","@mt":"用户 {UserId} took {Elapsed,5:0.00} s","@r":[" 1.50"],"@l":"Warning","@x":"System.Exception: no\nway\n   at Shop.Pay()","@i":17,"@tr":"0af7651916cd43dd8448eb211c80319c","@sp":"b7ad6b7169203331","UserId":42,"Elapsed":1.5,"Host":"web-1","SourceContext":"Shop.Orders","EventId":{"Id":17,"Name":"Slow"},"Scope":["request 7","checkout"],"ThreadId":7,"ThreadName":"worker","SessionId":"session","Sequence":9}

            """,
            Formatted.As("clef", FullEvent.Create())
        );

    [Fact]
    public void InformationHasNoLevelAndNoEventIdGivesTheTemplatesHash() =>
        Assert.Equal(
            """
            {"@t":"2020-09-23T10:45:56.0000000Z","@mt":"a","@i":"ca2e9442","SourceContext":"Some.Category","ThreadId":7,"SessionId":"session","Sequence":1}

            """,
            Formatted.As("clef", Some.Event("a"))
        );

    [Theory]
    [InlineData(LogLevel.Trace, "Verbose")]
    [InlineData(LogLevel.Debug, "Debug")]
    [InlineData(LogLevel.Error, "Error")]
    [InlineData(LogLevel.Critical, "Fatal")]
    public void LevelsHaveSerilogsNames(LogLevel level, string expected) =>
        Assert.Contains($"\"@l\":\"{expected}\"", Formatted.As("clef", Some.Event(level)), StringComparison.Ordinal);

    [Fact]
    public void AMessageRenderedAtTheCallIsSentWithItsTemplateIfItHasOne()
    {
        var plain = Some.Event("");
        plain.RenderedMessage = "text {x}";
        var structured = Some.Event("of {A}", 1);
        structured.RenderedMessage = "of one";

        Assert.Contains(
            @"Z"",""@m"":""text {x}"",""SourceContext""",
            Formatted.As("clef", plain),
            StringComparison.Ordinal
        );
        Assert.Contains(
            @"""@m"":""of one"",""@mt"":""of {A}"",""@i""",
            Formatted.As("clef", structured),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void ATemplateThatHasOneNameTwiceIsSentWithItsMessage()
    {
        var line = Formatted.As("clef", Some.Event("{City} to {City}", "上海", "Köln"));

        Assert.Contains(@",""@m"":""上海 to Köln"",""@mt"":""{City} to {City}"",", line, StringComparison.Ordinal);
        Assert.Contains(@",""City"":""上海"",", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("User-Id")]
    [InlineData("user.id")]
    [InlineData("user id")]
    [InlineData("")]
    public void ATemplateWithAHoleThatReadersTakeForTextIsSentWithItsMessageAndWithoutRenderings(string name)
    {
        var template = $"{{{name}:D5}} paid {{Amount:0.00}}";

        var line = Formatted.As("clef", Some.Event(template, 42, 9.5m));

        Assert.Contains($@",""@m"":""00042 paid 9.50"",""@mt"":""{template}"",""@i"":", line, StringComparison.Ordinal);
        Assert.Contains($@",""{name}"":42,""Amount"":9.5,", line, StringComparison.Ordinal);
    }

    [Fact]
    public void APropertyThatStartsWithAnAtIsDoubledAndOneOfOurNamesIsTheUsers()
    {
        var logEvent = Some.Event("{@@t} {SessionId} {Sequence}", "now", "mine", 5);

        var line = Formatted.As("clef", logEvent);

        Assert.Contains(@"""@@t"":""now"",""SessionId"":""mine"",""Sequence"":5", line, StringComparison.Ordinal);
        Assert.EndsWith(@"""ThreadId"":7}" + "\n", line, StringComparison.Ordinal);
    }
}
