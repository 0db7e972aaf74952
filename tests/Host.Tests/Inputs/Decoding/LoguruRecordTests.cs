using System;
using System.Linq;
using ActorLog.Events;
using Microsoft.Extensions.Logging;
using Xunit;
using static ActorLog.Host.Tests.Inputs.Decoding.Decoded;

namespace ActorLog.Host.Tests.Inputs.Decoding;

/// <summary>Lines as Python's loguru writes them with <c>serialize=True</c>.</summary>
public class LoguruRecordTests
{
    private const string Record = """
        {"text": "2020-09-23 10:45:56.123 | ERROR | shop:buy:3 - m\n@", "record": {"elapsed": {"repr": "0:00:00.1", "seconds": 0.1},
        "exception": null, "extra": {"user": "李", "n": 7}, "file": {"name": "shop.py", "path": "/srv/shop.py"}, "function": "buy",
        "level": {"icon": "x", "name": "ERROR", "no": 40}, "line": 3, "message": "m", "module": "shop", "name": "shop",
        "process": {"id": 1, "name": "MainProcess"}, "thread": {"id": 2, "name": "MainThread"},
        "time": {"repr": "2020-09-23 10:45:56.123456+08:00", "timestamp": 1600857956.123456}}}
        """;

    [Fact]
    public void TheRecordIsTheEvent()
    {
        var draft = Decode(Record);

        Assert.Equal(("m", LogLevel.Error, "shop"), (draft.Message, draft.Level, draft.Category));
        Assert.Equal(new DateTimeOffset(2020, 9, 23, 10, 45, 56, TimeSpan.Zero).AddTicks(1234560), draft.Timestamp);
        Assert.Equal(("user=李 n=7", "MainThread"), (PropertiesOf(draft), draft.ThreadName));
        Assert.Equal(
            ["elapsed", "file", "function", "line", "module", "process", "thread"],
            draft.ScopeProperties.Select(property => property.Name)
        );
        Assert.Null(draft.Exception);
    }

    [Theory]
    [InlineData("TRACE", 5, LogLevel.Trace, "")]
    [InlineData("SUCCESS", 25, LogLevel.Information, "levelname=SUCCESS ")]
    [InlineData("WARNING", 30, LogLevel.Warning, "")]
    [InlineData("CRITICAL", 50, LogLevel.Critical, "")]
    public void TheNumberIsTheLevel(string name, int number, LogLevel level, string property)
    {
        var line = Record.Replace(
            "\"name\": \"ERROR\", \"no\": 40",
            $"\"name\": \"{name}\", \"no\": {number}",
            StringComparison.Ordinal
        );

        var draft = Decode(line);

        Assert.Equal(level, draft.Level);
        Assert.Equal("user=李 n=7 " + property, PropertiesOf(draft) + " ");
    }

    [Theory]
    [InlineData(
        "Traceback (most recent call last):\\n\\n> File \\\"x\\\"\\n\\nZeroDivisionError: no\\n",
        "Traceback (most recent call last):\n\n> File \"x\"\n\nZeroDivisionError: no"
    )]
    [InlineData("", "ZeroDivisionError: no")]
    public void TheTracebackComesFromTheText(string traceback, string text)
    {
        var line = Record
            .Replace("@", traceback, StringComparison.Ordinal)
            .Replace(
                "\"exception\": null",
                "\"exception\": {\"type\": \"ZeroDivisionError\", \"value\": \"no\", \"traceback\": true}",
                StringComparison.Ordinal
            );

        Assert.Equal(new ExceptionSnapshot("ZeroDivisionError", "no", text), Decode(line).Exception);
    }

    [Theory]
    [InlineData("""{"text":"a","record":{"message":7}}""")]
    [InlineData("""{"text":"a","record":7}""")]
    [InlineData("""{"text":"a","record":["message"]}""")]
    [InlineData("""{"text":7,"record":{"message":"m"}}""")]
    [InlineData("""{"record":{"message":"m"}}""")]
    [InlineData("""{"text":"a","record":{"message":"m"},"more":1}""")]
    public void AnyOtherRecordIsAProperty(string line)
    {
        var draft = Decode(line);

        Assert.Equal(line, draft.Message);
        Assert.Contains(draft.Properties, property => property.Name == "record");
    }

    [Fact]
    public void NoRecordMakesTheDecoderThrow()
    {
        string[] names = ["message", "name", "time", "level", "exception", "extra", "thread", "other"];
        string[] values =
        [
            "null",
            "7",
            "1e300",
            "\"\\ud800\"",
            "[]",
            "{}",
            """{"no":1e300,"name":7}""",
            """{"timestamp":1e19,"type":"E"}""",
        ];
        foreach (var name in names)
        {
            foreach (var value in values)
            {
                Decode($$$"""{"text":"","record":{"message":"m","{{{name}}}":{{{value}}},"{{{name}}}":{{{value}}}}}""");
            }
        }
    }

    private static LogEventDraft Decode(string line) => Decoded.Decode("json", line.ReplaceLineEndings(" "));
}
