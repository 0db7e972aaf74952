using System;
using ActorLog.Contracts;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Text;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Text;

public sealed class LogfmtFormatterTests : FormatterContract
{
    protected override ILogFormatter CreateFormatter(TimeProvider clock) => LogFormats.Create("logfmt", clock);

    [Fact]
    public void AnEventWithEverythingIsWrittenWhole() =>
        Assert.Equal(
            """
            ts=2020-09-23T10:45:56.1234567Z level=warn logger=Shop.Orders msg="用户 42 took  1.50 s" UserId=42 Elapsed=1.5 Host=web-1 event_id=17 event_name=Slow scope="request 7 => checkout" trace_id=0af7651916cd43dd8448eb211c80319c span_id=b7ad6b7169203331 thread=7 thread_name=worker session=session seq=9 exception="System.Exception: no\nway\n   at Shop.Pay()"

            """,
            Formatted.As("logfmt", FullEvent.Create())
        );

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("今天", "今天")]
    [InlineData(@"C:\temp", @"C:\temp")]
    [InlineData("", "\"\"")]
    [InlineData("null", "\"null\"")]
    [InlineData("two words", "\"two words\"")]
    [InlineData("a=b", "\"a=b\"")]
    [InlineData("say \"no\"", "\"say \\\"no\\\"\"")]
    [InlineData("a\nb", "\"a\\nb\"")]
    [InlineData("\u202e", "\"\\u202e\"")]
    public void ValuesAreQuotedOnlyWhenTheyNeedIt(string value, string expected) =>
        Assert.Contains(
            $" Key={expected} ",
            Formatted.As("logfmt", Some.Event("{Key}", value)),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("a b=\"c\"\n", "a_b__c__")]
    [InlineData("", "_")]
    [InlineData("msg", "msg_")]
    [InlineData("城市", "城市")]
    public void KeysAreMadeValid(string name, string expected)
    {
        var logEvent = Some.Event("");
        logEvent.Add(name, LogValue.Null);

        Assert.Contains($" {expected}=null ", Formatted.As("logfmt", logEvent), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LogLevel.Trace, "trace")]
    [InlineData(LogLevel.Information, "info")]
    [InlineData(LogLevel.Critical, "critical")]
    public void LevelsAreShortWords(LogLevel level, string expected) =>
        Assert.Contains($" level={expected} ", Formatted.As("logfmt", Some.Event(level)), StringComparison.Ordinal);
}
