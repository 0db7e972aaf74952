using System;
using System.Collections.Generic;
using System.Linq;
using ActorLog.Events;
using ActorLog.Host.Python;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Host.Tests.Python;

public class PythonRecordTests
{
    [Fact]
    public void ARecordBecomesAnEvent()
    {
        var draft = Read(
            ("name", "shop.orders"),
            ("msg", "今天天气不错"),
            ("args", "()"),
            ("levelname", "DEBUG"),
            ("levelno", "10"),
            ("pathname", "/srv/shop.py"),
            ("filename", "shop.py"),
            ("module", "shop"),
            ("exc_info", "None"),
            ("exc_text", "None"),
            ("stack_info", "None"),
            ("lineno", "12"),
            ("funcName", "<module>"),
            ("created", "1600857956.123456"),
            ("msecs", "123.0"),
            ("relativeCreated", "5.0"),
            ("thread", "140735312345088"),
            ("threadName", "MainThread"),
            ("processName", "MainProcess"),
            ("process", "77")
        );

        Assert.Equal("今天天气不错", draft.Message);
        Assert.Equal("shop.orders", draft.Category);
        Assert.Equal(LogLevel.Debug, draft.Level);
        Assert.Equal(
            new DateTimeOffset(2020, 9, 23, 10, 45, 56, TimeSpan.Zero).AddMicroseconds(123456),
            draft.Timestamp
        );
        Assert.Equal("MainThread", draft.ThreadName);
        Assert.Null(draft.Exception);
        Assert.Empty(draft.Properties);
        Assert.Equal(
            "pathname=/srv/shop.py module=shop lineno=12 funcName=<module> thread=140735312345088 "
                + "processName=MainProcess process=77",
            Text(draft.ScopeProperties)
        );
        Assert.Equal(
            LogValueKind.Int64,
            draft.ScopeProperties.Single(property => property.Name == "lineno").Value.Kind
        );
    }

    [Fact]
    public void ArgumentsArePutIntoTheMessage()
    {
        var draft = Read(("msg", "user %s did %d"), ("args", "('ann', 7)"));

        Assert.Equal("user ann did 7", draft.Message);
        Assert.Equal("msg=user %s did %d", Text(draft.Properties));
    }

    [Fact]
    public void AComplexNumberIsItsRepr()
    {
        Assert.Equal("(1+2j) 2j", Read(("msg", "%s %r"), ("args", "((1+2j), 2j)")).Message);
        Assert.Equal("(1+2j)", Read(("msg", "%s"), ("args", "((1+2j),)")).Message);
    }

    [Fact]
    public void NamedArgumentsBecomeProperties()
    {
        var draft = Read(("msg", "user %(user)s did %(n)d"), ("args", "{'user': 'ann', 'n': 7, 'x': None}"));

        Assert.Equal("user ann did 7", draft.Message);
        Assert.Equal("msg=user %(user)s did %(n)d user=ann n=7 x=", Text(draft.Properties));
    }

    [Theory]
    [InlineData("()")]
    [InlineData("None")]
    [InlineData("{}")]
    public void WithoutArgumentsAPercentIsAPercent(string args)
    {
        Assert.Equal("100% done %s", Read(("msg", "100% done %s"), ("args", args)).Message);
    }

    [Theory]
    [InlineData("%d", "('ann',)")]
    [InlineData("%s %s", "(1,)")]
    [InlineData("%s", "(1, <<<")]
    public void WhatCannotBePutTogetherIsKeptAsItCame(string msg, string args)
    {
        var draft = Read(("msg", msg), ("args", args));

        Assert.Equal($"{msg} {args}", draft.Message);
        Assert.Equal($"msg={msg} args={args}", Text(draft.Properties));
    }

    [Fact]
    public void PythonsOwnResultIsTakenWhenItIsThere()
    {
        var draft = Read(("msg", "%s"), ("args", "(Decimal('1.10'),)"), ("message", "1.10"));

        Assert.Equal("1.10", draft.Message);
    }

    [Theory]
    [InlineData("5", "TRACE", LogLevel.Trace)]
    [InlineData("10", "DEBUG", LogLevel.Debug)]
    [InlineData("20", "INFO", LogLevel.Information)]
    [InlineData("25", "SUCCESS", LogLevel.Information)]
    [InlineData("30", "WARNING", LogLevel.Warning)]
    [InlineData("35", "NOTE", LogLevel.Warning)]
    [InlineData("40", "ERROR", LogLevel.Error)]
    [InlineData("50", "CRITICAL", LogLevel.Critical)]
    [InlineData("", "CRITICAL", LogLevel.Critical)]
    [InlineData("x", "loud", LogLevel.Information)]
    [InlineData("", "OFF", LogLevel.Information)]
    public void TheNumberOfTheLevelComesBeforeItsName(string number, string name, LogLevel expected)
    {
        Assert.Equal(expected, Read(("msg", "a"), ("levelno", number), ("levelname", name)).Level);
    }

    [Fact]
    public void ALevelOfTheUsersOwnKeepsItsName()
    {
        Assert.Equal(
            "levelname=SUCCESS",
            Text(Read(("msg", "a"), ("levelno", "25"), ("levelname", "SUCCESS")).Properties)
        );
    }

    [Fact]
    public void ExtrasBecomeProperties()
    {
        Assert.Equal("order=7 user=ann", Text(Read(("msg", "a"), ("order", "7"), ("user", "ann")).Properties));
    }

    [Fact]
    public void TheTracebackBecomesTheException()
    {
        const string Traceback = "Traceback (most recent call last):\n  File \"a.py\", line 1\nValueError: bad: worse";

        var exception = Read(("msg", "a"), ("exc_text", Traceback)).Exception!;

        Assert.Equal("ValueError", exception.Type);
        Assert.Equal("bad: worse", exception.Message);
        Assert.Equal(Traceback, exception.Text);
    }

    [Theory]
    [InlineData("ValueError: a\nb", "ValueError", "a\nb")]
    [InlineData("ValueError: a\nb: c d\n", "ValueError", "a\nb: c d")]
    [InlineData("KeyboardInterrupt", "KeyboardInterrupt", "")]
    [InlineData("    x =\n       ^\nSyntaxError: invalid syntax", "SyntaxError", "invalid syntax")]
    [InlineData(
        "OSError: a\n\nDuring handling of the above exception, another exception occurred:\n\n"
            + "Traceback (most recent call last):\n  File \"b.py\", line 2\nshop.Empty: b",
        "shop.Empty",
        "b"
    )]
    public void TheExceptionIsWhatStandsBehindTheLastTraceback(string end, string type, string message)
    {
        var text = $"Traceback (most recent call last):\n  File \"a.py\", line 1\n{end}";

        var exception = Read(("msg", "a"), ("exc_text", text)).Exception!;

        Assert.Equal(type, exception.Type);
        Assert.Equal(message, exception.Message);
        Assert.Equal(text, exception.Text);
    }

    [Fact]
    public void WithoutATracebackTheExceptionIsWhatIsKnownOfIt()
    {
        const string Info = "(<class 'shop.Empty'>, Empty('no \"stock\"', 7), <traceback object at 0x7f0>)";

        var exception = Read(("msg", "a"), ("exc_info", Info), ("exc_text", "None")).Exception!;

        Assert.Equal("shop.Empty", exception.Type);
        Assert.Equal("Empty('no \"stock\"', 7)", exception.Message);
    }

    [Theory]
    [InlineData("1600857956.5", "")]
    [InlineData("", "2020-09-23 12:45:56,500")]
    [InlineData("never", "2020-09-23 12:45:56,500")]
    public void TheTimeIsTheRecords(string created, string asctime)
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("two", TimeSpan.FromHours(2), "two", "two");
        var fields = new Dictionary<string, string>
        {
            ["msg"] = "a",
            ["created"] = created,
            ["asctime"] = asctime,
        };

        var time = PythonRecord.ToDraft(fields, zone).Timestamp;

        Assert.Equal(new DateTimeOffset(2020, 9, 23, 10, 45, 56, 500, TimeSpan.Zero), time);
    }

    [Theory]
    [InlineData("nan")]
    [InlineData("1e99")]
    [InlineData("-1e20")]
    [InlineData("99999999999999999999999999999999999")]
    public void ATimeThatIsNoneIsLeftOut(string created)
    {
        Assert.Null(Read(("msg", "a"), ("created", created)).Timestamp);
    }

    private static LogEventDraft Read(params (string Name, string Value)[] fields) =>
        PythonRecord.ToDraft(
            new OrderedDictionary<string, string>(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
            TimeZoneInfo.Utc
        );

    private static string Text(IEnumerable<LogProperty> properties) =>
        string.Join(' ', properties.Select(property => $"{property.Name}={property.Value}"));
}
