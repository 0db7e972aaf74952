using System;
using System.Text.Json;
using ActorLog.Contracts;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Text;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Text;

public sealed class JsonFormatterTests : FormatterContract
{
    protected override ILogFormatter CreateFormatter(TimeProvider clock) => LogFormats.Create("json", clock);

    protected override void CheckLine(string line, LogEvent logEvent) => EventJson.Check(line);

    [Fact]
    public void AnEventWithEverythingIsWrittenWhole()
    {
        var logEvent = FullEvent.Create();

        Assert.Equal(
            """
            {"timestamp":"2020-09-23T10:45:56.1234567Z","level":"Warning","category":"Shop.Orders","message":"用户 42 took  1.50 s","template":"用户 {UserId} took {Elapsed,5:0.00} s","eventId":{"id":17,"name":"Slow"},"properties":{"UserId":42,"Elapsed":1.5,"Host":"web-1"},"scopes":["request 7","checkout"],"exception":{"type":"System.Exception","message":"no\nway","text":"System.Exception: no\nway\n   at Shop.Pay()"},"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","threadId":7,"threadName":"worker","session":"session","sequence":9}

            """,
            Formatted.As("json", logEvent)
        );
    }

    [Fact]
    public void WhatAnEventDoesNotHaveIsLeftOut()
    {
        var logEvent = Some.Event(LogLevel.Debug, "今天天气不错");
        logEvent.ThreadId = 0;

        Assert.Equal(
            """
            {"timestamp":"2020-09-23T10:45:56.0000000Z","level":"Debug","category":"Some.Category","message":"今天天气不错","session":"session","sequence":1}

            """,
            Formatted.As("json", logEvent)
        );
    }

    [Fact]
    public void ValuesKeepTheirTypes()
    {
        var logEvent = Some.Event("");
        logEvent.Add("null", LogValue.Null);
        logEvent.Add("true", LogValue.From(true));
        logEvent.Add("char", LogValue.From('"'));
        logEvent.Add("long", LogValue.From(long.MinValue));
        logEvent.Add("ulong", LogValue.From(ulong.MaxValue));
        logEvent.Add("float", LogValue.From(0.1f));
        logEvent.Add("double", LogValue.From(1e300));
        logEvent.Add("NaN", LogValue.From(double.NaN));
        logEvent.Add("inf", LogValue.From(float.NegativeInfinity));
        logEvent.Add("decimal", LogValue.From(1.10m));
        logEvent.Add("time", LogValue.From(Some.Time.UtcDateTime));
        logEvent.Add("offset", LogValue.From(Some.Time.ToOffset(TimeSpan.FromHours(8))));
        logEvent.Add("span", LogValue.From(TimeSpan.FromSeconds(1.5)));
        logEvent.Add("date", LogValue.From(new DateOnly(2020, 9, 23)));
        logEvent.Add("day", LogValue.From(new TimeOnly(10, 45)));
        logEvent.Add("guid", LogValue.From(Guid.Empty));

        var properties = JsonDocument.Parse(Formatted.As("json", logEvent)).RootElement.GetProperty("properties");

        Assert.Equal(
            """
            {"null":null,"true":true,"char":"\"","long":-9223372036854775808,"ulong":18446744073709551615,"float":0.1,"double":1E+300,"NaN":"NaN","inf":"-Infinity","decimal":1.10,"time":"2020-09-23T10:45:56.0000000Z","offset":"2020-09-23T18:45:56.0000000+08:00","span":"00:00:01.5000000","date":"2020-09-23","day":"10:45:00.0000000","guid":"00000000-0000-0000-0000-000000000000"}
            """,
            properties.GetRawText()
        );
    }

    [Theory]
    [InlineData(3)]
    [InlineData(100)]
    public void OfANameThatOccursTwiceTheMessagesComesFirstAndThenTheInnermostScopes(int more)
    {
        var logEvent = Some.Event("{A} {A}", 1, 2);
        logEvent.Add("A", LogValue.From(3));
        logEvent.Add("B", LogValue.From(4));
        logEvent.Add("B", LogValue.From(5));
        for (var i = 0; i < more; i++)
        {
            logEvent.Add("C", LogValue.From(i));
        }

        var line = Formatted.As("json", logEvent);

        Assert.Contains($"\"message\":\"1 2\"", line, StringComparison.Ordinal);
        Assert.Contains($"\"properties\":{{\"A\":1,\"B\":5,\"C\":{more - 1}}}", line, StringComparison.Ordinal);
    }

    [Fact]
    public void TextThatCouldDoHarmIsEscapedAndComesBackWhole()
    {
        const string harm = "a\"b\\c\r\n\t\b\f\u0001\u007f\u009b\u2028\u202e";
        var logEvent = Some.Event("{Text}", harm);

        var line = Formatted.As("json", logEvent);

        Assert.Contains(
            @"""message"":""a\""b\\c\r\n\t\b\f\u0001\u007f\u009b\u2028\u202e""",
            line,
            StringComparison.Ordinal
        );
        Assert.Equal(harm, JsonDocument.Parse(line).RootElement.GetProperty("message").GetString());
    }
}
