using System;
using System.Linq;
using System.Text;
using ActorLog.Events;
using ActorLog.Host.Inputs.Decoding;
using Microsoft.Extensions.Logging;
using Xunit;
using static ActorLog.Host.Tests.Inputs.Decoding.Decoded;

namespace ActorLog.Host.Tests.Inputs.Decoding;

/// <summary>Lines as other loggers write them.</summary>
public class ForeignJsonTests
{
    [Theory]
    [InlineData("""{"level":50,"err":{"type":"MyErr","message":"bad","stack":"MyErr: bad\n    at f"},"msg":"m"}""")]
    [InlineData(
        """{"level":50,"err":{"message":"bad","name":"MyErr","stack":"MyErr: bad\n    at f"},"msg":"m","v":0}"""
    )]
    [InlineData(
        """{"log.level":"error","error":{"type":"MyErr","message":"bad","stack_trace":"MyErr: bad\n    at f"}}"""
    )]
    public void AnErrorWithAStackIsTheException(string line)
    {
        var draft = Decode(line);

        Assert.Equal(new ExceptionSnapshot("MyErr", "bad", "MyErr: bad\n    at f"), draft.Exception);
        Assert.DoesNotContain(draft.Properties, property => property.Name is "err" or "error");
    }

    [Fact]
    public void WhatAnErrorHasBesidesItsStackIsKeptWithIt()
    {
        var draft = Decode("""{"msg":"m","err":{"type":"E","message":"bad","stack":"E: bad","code":"ENOENT"}}""");

        Assert.Equal(new ExceptionSnapshot("E", "bad", "E: bad"), draft.Exception);
        Assert.Equal("""err={"type":"E","message":"bad","stack":"E: bad","code":"ENOENT"}""", PropertiesOf(draft));
    }

    [Theory]
    [InlineData("""{"msg":"m","error":"bad","stacktrace":"main.main\n\t/x.go:3"}""", "error=bad")]
    [InlineData("""{"msg":"m","error":{"code":5},"stacktrace":"main.main\n\t/x.go:3"}""", "error={\"code\":5}")]
    public void AnErrorWithoutAStackIsAProperty(string line, string properties)
    {
        var draft = Decode(line);

        Assert.Equal("main.main\n\t/x.go:3", draft.Exception!.Text);
        Assert.Equal(properties, PropertiesOf(draft));
    }

    [Theory]
    [InlineData("""{"levelname":"ERROR","message":"m","exc_info":"@"}""")]
    [InlineData("""{"event":"m","level":"error","exception":"@"}""")]
    [InlineData("""{"@l":"Error","@m":"m","@x":"@"}""")]
    public void ATracebackOfPythonHasItsExceptionAtTheEnd(string line)
    {
        const string Traceback =
            "Traceback (most recent call last):\\n  File \\\"x.py\\\", line 1, in f\\nshop.Refused: no\\nmoney";

        var draft = Decode(line.Replace("\"@\"", $"\"{Traceback}\"", StringComparison.Ordinal));

        Assert.Equal(("shop.Refused", "no\nmoney"), (draft.Exception!.Type, draft.Exception.Message));
        Assert.StartsWith("Traceback (most recent call last):\n", draft.Exception.Text, StringComparison.Ordinal);
    }

    // python-json-logger, bunyan, pino.
    [Theory]
    [InlineData("""{"asctime":"2020-09-23 10:45:56,789","name":"shop","levelname":"ERROR","message":"m"}""")]
    [InlineData("""{"name":"shop","levelno":40,"message":"m"}""")]
    [InlineData("""{"name":"shop","hostname":"h","pid":7,"level":30,"msg":"m","v":0}""")]
    [InlineData("""{"level":30,"pid":7,"hostname":"h","name":"shop","msg":"m"}""")]
    public void TheNameThatPythonBunyanAndPinoGiveTheLoggerIsTheCategory(string line)
    {
        var draft = Decode(line);

        Assert.Equal("shop", draft.Category);
        Assert.DoesNotContain(draft.Properties, property => property.Name == "name");
    }

    [Theory]
    [InlineData("""{"message":"m","context":{},"level":400,"level_name":"ERROR","channel":"shop","extra":{}}""")]
    [InlineData("""{"message":"m","channel":"shop","level":"ERROR","monolog_level":400}""")]
    [InlineData("""{"message":"m","context":{"a":1},"channel":"shop","extra":[],"severity":"ERROR"}""")]
    public void TheChannelOfMonologIsTheCategory(string line)
    {
        var draft = Decode(line);

        Assert.Equal(("shop", LogLevel.Error), (draft.Category, draft.Level));
        Assert.DoesNotContain(draft.Properties, property => property.Name == "channel");
    }

    [Theory]
    [InlineData("""{"msg":"m","channel":"tv"}""", "", "channel=tv")]
    [InlineData("""{"msg":"m","channel":"tv","context":{}}""", "", "channel=tv context={}")]
    [InlineData("""{"name":"Ann","msg":"m"}""", "", "name=Ann")]
    [InlineData("""{"name":"Ann","levelname":"INFO","logger":"shop"}""", "shop", "name=Ann")]
    [InlineData("""{"name":"Ann","hostname":"h","msg":"m"}""", "", "name=Ann hostname=h")]
    [InlineData("""{"name":"","levelname":"INFO"}""", "", "name=")]
    [InlineData("""{"name":{"a":1},"levelname":"INFO"}""", "", """name={"a":1}""")]
    [InlineData("""{"@m":"m","name":"Ann","levelname":"INFO"}""", "", "name=Ann levelname=INFO")]
    public void AnyOtherNameOrChannelIsAProperty(string line, string category, string properties)
    {
        var draft = Decode(line);

        Assert.Equal((category, properties), (draft.Category, PropertiesOf(draft)));
    }

    // To look for the others at each name took minutes.
    [Fact]
    public void AnObjectMayHaveManyNames()
    {
        var names = string.Join(',', Enumerable.Repeat("\"name\":\"Ann\"", 200_000));

        Assert.Equal(200_000, Decode($$"""{"msg":"m",{{names}}}""").Properties.Count);
    }

    [Fact]
    public void TheThrownOfLog4JIsTheExceptionAsItWritesItItself()
    {
        var draft = Decode(
            """
            {"message":"m","thrown":{"commonElementCount":0,"localizedMessage":"out","message":"out","name":"shop.Refused",
            "cause":{"commonElementCount":2,"localizedMessage":"in","message":"in","name":"java.io.IOException",
            "extendedStackTrace":[{"class":"Net","method":"read","file":"Net.java","line":-2,"exact":true,"location":"net.jar","version":"1.0"},
            {"class":"Net","method":"poll","line":-1,"exact":false,"location":"?","version":"?"}]},
            "extendedStackTrace":[{"class":"App","method":"main","file":"App.java","line":3,"exact":false,"location":"?","version":"?"},
            {"class":"App","method":"run","file":"App.java","line":-1}],
            "suppressed":[{"commonElementCount":0,"localizedMessage":"sup","name":"E","extendedStackTrace":[{"class":"A","method":"b"}]}]}}
            """
        );

        Assert.Equal(
            new ExceptionSnapshot(
                "shop.Refused",
                "out",
                """
                shop.Refused: out
                	at App.main(App.java:3) ~[?:?]
                	at App.run(App.java)
                	Suppressed: E: sup
                		at A.b(Unknown Source)
                Caused by: java.io.IOException: in
                	at Net.read(Native Method) [net.jar:1.0]
                	at Net.poll(Unknown Source) ~[?:?]
                	... 2 more
                """.ReplaceLineEndings("\n")
            ),
            draft.Exception
        );
        Assert.Empty(draft.Properties);
    }

    [Theory]
    [InlineData(
        """{"commonElementCount":0,"name":"E","message":"bad","extendedStackTrace":"E: bad\n\tat App.main(App.java:3)\n"}"""
    )]
    [InlineData(
        """{"commonElementCount":0,"name":"E","message":"bad","localizedMessage":"bad\n\tat App.main(App.java:3)"}"""
    )]
    public void TheThrownOfLog4JMayBeAText(string thrown)
    {
        var draft = Decode($$"""{"message":"m","thrown":{{thrown}}}""");

        Assert.Equal(new ExceptionSnapshot("E", "bad", "E: bad\n\tat App.main(App.java:3)"), draft.Exception);
    }

    [Theory]
    [InlineData("\"a stone\"")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("{\"message\":\"bad\",\"commonElementCount\":0}")]
    [InlineData("{\"name\":\"ball\",\"speed\":7}")]
    [InlineData("{\"name\":\"E\",\"commonElementCount\":0,\"extendedStackTrace\":[{},{},{},{},{},{}]}")]
    [InlineData("{\"name\":\"E\",\"message\":\"\\ud800\",\"commonElementCount\":0}")]
    public void WhatElseIsThrownIsAProperty(string thrown)
    {
        var draft = Decode($$"""{"message":"m","thrown":{{thrown}}}""");

        Assert.Null(draft.Exception);
        Assert.Equal("thrown=" + thrown.Trim('"'), PropertiesOf(draft));
    }

    [Theory]
    [InlineData("""{"date":1600857956.5,"log":"m"}""")]
    [InlineData("""{"date":"2020-09-23T10:45:56.5Z","log":"m"}""")]
    [InlineData("""{"time":0.25,"timestamp":"2020-09-23T10:45:56.5Z","log":"m"}""")]
    [InlineData("""{"instant":{"epochSecond":1600857956,"nanoOfSecond":500000000},"thread":"main","message":"m"}""")]
    public void TheTimesOfFluentBitAndLog4JAreKnown(string line)
    {
        var draft = Decode(line);

        Assert.Equal(new DateTimeOffset(2020, 9, 23, 10, 45, 56, 500, TimeSpan.Zero), draft.Timestamp);
        Assert.DoesNotContain(draft.Properties, property => property.Name is "date" or "instant");
    }

    [Theory]
    [InlineData("""{"msg":"m","date":20200923}""", "date=20200923")]
    [InlineData("""{"msg":"m","date":"2020-09-23"}""", "date=2020-09-23")]
    [InlineData("""{"msg":"m","time":0.25}""", "time=0.25")]
    [InlineData("""{"msg":"m","timestamp":20200923104556}""", "timestamp=20200923104556")]
    [InlineData("""{"msg":"m","instant":{"epochSecond":1e20,"nanoOfSecond":0}}""", null)]
    [InlineData("""{"msg":"m","instant":{"epochSecond":1,"nanoOfSecond":1000000000}}""", null)]
    [InlineData("""{"msg":"m","instant":{"nanoOfSecond":1}}""", null)]
    [InlineData("""{"msg":"m","instant":5}""", "instant=5")]
    public void WhatOnlyIsCalledLikeATimeStaysAsAProperty(string line, string? properties)
    {
        var draft = Decode(line);

        Assert.Null(draft.Timestamp);
        Assert.Equal(
            properties ?? "instant=" + line[(line.IndexOf("\"instant\":", StringComparison.Ordinal) + 10)..^1],
            PropertiesOf(draft)
        );
    }

    [Theory]
    [InlineData("""{"event":"m","level":"info"}""", "m", "")]
    [InlineData("""{"event":"login","msg":"m"}""", "m", "event=login")]
    [InlineData("""{"msg":"m","Event":"login"}""", "m", "Event=login")]
    [InlineData("""{"event":5,"event":{"a":1}}""", """{"event":5,"event":{"a":1}}""", "event={\"a\":1} event=5")]
    public void AnEventIsTheMessageWhereThereIsNone(string line, string message, string properties)
    {
        var draft = Decode(line);

        Assert.Equal((message, properties), (draft.Message, PropertiesOf(draft)));
    }

    [Theory]
    [InlineData("""{"level":30,"msg":42}""", "42", "")]
    [InlineData("""{"level":"info","message":-1.5}""", "-1.5", "")]
    [InlineData("""{"level":"info","message":true}""", "true", "")]
    [InlineData("""{"message":42,"msg":"m"}""", "m", "message=42")]
    [InlineData("""{"msg":"m","message":false}""", "m", "message=False")]
    [InlineData("""{"event":"m","msg":42}""", "m", "msg=42")]
    [InlineData("""{"msg":null}""", """{"msg":null}""", "msg=")]
    public void ANumberOrAFlagIsTheMessageWhereThereIsNoText(string line, string message, string properties)
    {
        var draft = Decode(line);

        Assert.Equal((message, properties), (draft.Message, PropertiesOf(draft)));
    }

    // Go's slog, java.util.logging, zap, winston; and the numbers of Monolog.
    [Theory]
    [InlineData("\"ERROR+4\"", LogLevel.Error)]
    [InlineData("\"INFO+2\"", LogLevel.Information)]
    [InlineData("\"DEBUG-4\"", LogLevel.Trace)]
    [InlineData("\"SEVERE\"", LogLevel.Error)]
    [InlineData("\"CONFIG\"", LogLevel.Information)]
    [InlineData("\"FINE\"", LogLevel.Debug)]
    [InlineData("\"FINEST\"", LogLevel.Trace)]
    [InlineData("\"dpanic\"", LogLevel.Critical)]
    [InlineData("\"silly\"", LogLevel.Trace)]
    [InlineData("\"3\"", LogLevel.Error)]
    [InlineData("\"30\"", LogLevel.Information)]
    [InlineData("99", LogLevel.Critical)]
    [InlineData("100", LogLevel.Debug)]
    [InlineData("200", LogLevel.Information)]
    [InlineData("250", LogLevel.Information)]
    [InlineData("300", LogLevel.Warning)]
    [InlineData("400", LogLevel.Error)]
    [InlineData("500", LogLevel.Critical)]
    [InlineData("600", LogLevel.Critical)]
    public void LevelsOfOtherLoggersAreKnown(string level, LogLevel expected)
    {
        var draft = Decode($$"""{"msg":"m","level":{{level}}}""");

        Assert.Equal(expected, draft.Level);
        Assert.Empty(draft.Properties);
    }

    [Theory]
    [InlineData("loud+4")]
    [InlineData("INFO+")]
    [InlineData("+4")]
    [InlineData("off")]
    [InlineData("-3")]
    [InlineData("3.0")]
    [InlineData("99999")]
    [InlineData("")]
    public void AWordThatIsNoLevelStaysAsAProperty(string level)
    {
        var draft = Decode($$"""{"msg":"m","level":"{{level}}"}""");

        Assert.Equal(LogLevel.Information, draft.Level);
        Assert.Equal($"level={level}", PropertiesOf(draft));
    }

    [Theory]
    [InlineData("""{"log":"hello\n","stream":"stdout"}""", "hello")]
    [InlineData("""{"log":"hello\r\n","stream":"stdout"}""", "hello")]
    [InlineData("""{"log":"\n\n","stream":"stdout"}""", "\n")]
    [InlineData("""{"msg":"hello\n","stream":"stdout"}""", "hello\n")]
    public void TheLineEndThatDockerKeepsIsNoPartOfTheLine(string line, string message)
    {
        Assert.Equal(message, Decode(line).Message);
    }

    public static TheoryData<string> HostileValues() =>
        [
            "18446744073709551615",
            "-9223372036854775808",
            "79228162514264337593543950335",
            "99999999999999999999999999999999999999",
            "1e19",
            "-1e300",
            "1e-300",
            "-0.0",
            "\"\"",
            "\" \"",
            "\"-\"",
            "\"9999-12-31T23:59:60Z\"",
            "\"0001-01-01T00:00:00+14:00\"",
            "\"\\ud800\"",
            "null",
            "true",
            "{}",
            "[]",
            "[{}]",
            """{"id":1e19,"name":null,"text":{},"stack":1,"type":[],"message":""}""",
        ];

    [Theory]
    [MemberData(nameof(HostileValues))]
    public void NoMemberOfAnyNameMakesADecoderThrow(string value)
    {
        foreach (var name in JsonRoles.Common.Keys.Concat(JsonRoles.Clef.Keys))
        {
            foreach (var head in new[] { "", "\"@m\":\"m\"," })
            {
                var line = Encoding.UTF8.GetBytes($$"""{{{head}}"{{name}}":{{value}},"{{name}}":{{value}}}""");

                var isEvent = Decoders.Json.TryDecode(line, out _, out var error);

                Assert.Equal(isEvent, error == default);
            }
        }
    }

    private static LogEventDraft Decode(string line) => Decoded.Decode("json", line);
}
