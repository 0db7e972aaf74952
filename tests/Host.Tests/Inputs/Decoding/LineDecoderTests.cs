using System;
using System.Buffers;
using System.Linq;
using System.Text;
using ActorLog.Events;
using ActorLog.Host.Inputs.Decoding;
using ActorLog.Kit;
using ActorLog.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging;
using Xunit;
using static ActorLog.Host.Tests.Inputs.Decoding.Decoded;

namespace ActorLog.Host.Tests.Inputs.Decoding;

public class LineDecoderTests
{
    [Fact]
    public void APlainLineIsTheMessage()
    {
        var draft = Decode("plain", "{\"level\":\"error\"} 今天天气不错");

        Assert.Equal("{\"level\":\"error\"} 今天天气不错", draft.Message);
        Assert.Equal(LogLevel.Information, draft.Level);
    }

    [Fact]
    public void AClefEventKeepsTemplateAndProperties()
    {
        var draft = Decode(
            "clef",
            """{"@t":"2020-09-23T10:45:56.123Z","@mt":"user {Id} {@@x}","@l":"Warning","@x":"A.B: c\n  at D","@i":7,"Id":7,"@@x":1,"SourceContext":"Shop","@tr":"0af7651916cd43dd8448eb211c80319c","@sp":"b7ad6b7169203331","level":"mine","N":null,"L":[1,"a"],"D":1.10,"B":true}"""
        );

        Assert.Equal("user {Id} {@@x}", draft.Template);
        Assert.Null(draft.Message);
        Assert.Equal(LogLevel.Warning, draft.Level);
        Assert.Equal("Shop", draft.Category);
        Assert.Equal(7, draft.EventId.Id);
        Assert.Equal(("A.B", "c"), (draft.Exception!.Type, draft.Exception.Message));
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", draft.TraceId);
        Assert.Equal("b7ad6b7169203331", draft.SpanId);
        Assert.Equal(new DateTimeOffset(2020, 9, 23, 10, 45, 56, 123, TimeSpan.Zero), draft.Timestamp);
        Assert.Equal("Id=7 @x=1 level=mine N= L=[1,\"a\"] D=1.10 B=True", PropertiesOf(draft));
    }

    [Fact]
    public void RenderingsOfTheSenderAreTakenAsTheyAre()
    {
        var draft = Decode(
            "clef",
            """{"@mt":"{@A} took {B:0.00} at {C:t}{D}","@r":["1,50","noon"],"A":"it","B":1.5,"C":2}"""
        );

        Assert.Equal("it took 1,50 at noon{D}", draft.Message);
        Assert.Equal("{@A} took {B:0.00} at {C:t}{D}", draft.Template);
    }

    [Fact]
    public void HolesWithoutAFormatAreRenderedAsWithoutRenderings()
    {
        var draft = Decode(
            "clef",
            """{"@mt":"{A:000} [{B,8}] [{N}] {T} {none,3} [{C,6:0}] [{D,-6:0}]","@r":["005","   2.5","9"],"A":5,"B":"x","N":null,"T":true,"C":2.5,"D":9}"""
        );

        Assert.Equal("005 [       x] [(null)] True {none,3} [   2.5] [9     ]", draft.Message);
    }

    [Theory]
    [InlineData("""{"@mt":"{B:0.00}","@r":["1","2"],"B":1.5}""")]
    [InlineData("""{"@mt":"{B:0.00}","@r":[null],"B":1.5}""")]
    [InlineData("""{"@mt":"{B:0.00}","@r":[],"B":1.5}""")]
    [InlineData("""{"@mt":"{B:0.00}","@r":[1],"B":1.5}""")]
    [InlineData("""{"@mt":"{B:0.00}","@r":"x","B":1.5}""")]
    public void RenderingsThatDoNotFitAreLeftOut(string line)
    {
        Assert.Null(Decode("clef", line).Message);
    }

    [Theory]
    [InlineData("""{"level":"ERROR","message":"m","time":"2020-09-23T10:45:56Z","logger":"Shop"}""")]
    [InlineData("""{"lvl":"err","msg":"m","ts":1600857956,"logger_name":"Shop"}""")]
    [InlineData("""{"severity":"error","message":"m","timestamp":"2020-09-23 10:45:56","category":"Shop"}""")]
    [InlineData("""{"level":50,"time":1600857956000,"msg":"m","logger":"Shop"}""")]
    [InlineData("""{"level":3,"timestamp":1600857956.0,"short_message":"m","logger":"Shop"}""")]
    [InlineData("""{"@timestamp":"2020-09-23T10:45:56.000Z","log.level":"error","message":"m","log.logger":"Shop"}""")]
    [InlineData("""{"levelno":40,"created":1600857956.0,"message":"m","loggerName":"Shop"}""")]
    [InlineData("""{"Timestamp":"2020-09-23T10:45:56Z","LogLevel":"Error","Category":"Shop","Message":"m"}""")]
    [InlineData("""{"@t":"2020-09-23T10:45:56Z","@l":"Error","@m":"m","SourceContext":"Shop"}""")]
    public void TheNamesOfOtherLoggersAreKnown(string line)
    {
        var draft = Decode("json", line);

        Assert.Equal("m", draft.Message);
        Assert.Equal(LogLevel.Error, draft.Level);
        Assert.Equal("Shop", draft.Category);
        Assert.Equal(new DateTimeOffset(2020, 9, 23, 10, 45, 56, TimeSpan.Zero), draft.Timestamp);
        Assert.Empty(draft.Properties);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("clef")]
    public void WhatThisPipelineWritesItReadsBack(string format)
    {
        var original = Some.Event(LogLevel.Warning, "user {User} took {Elapsed:0.0} ms, {Count}", "今天", 1.25, 7);
        original.Exception = new ExceptionSnapshot("A.B", "c", "A.B: c\n  at D");
        original.EventId = new EventId(12, "Shipped");
        original.TraceId = "0af7651916cd43dd8448eb211c80319c";
        original.SpanId = "b7ad6b7169203331";
        original.ThreadName = "worker";
        var line = new ArrayBufferWriter<byte>();
        LogFormats.Create(format, new ManualClock(Some.Time)).Format(original, line);

        Assert.True(Decoders.Json.TryDecode(line.WrittenSpan, out var draft, out var error), error.ToString());

        Assert.Equal("user 今天 took 1.3 ms, 7", draft.Message);
        Assert.Equal(original.Template.Text, draft.Template);
        Assert.Equal(LogLevel.Warning, draft.Level);
        Assert.Equal(Some.Time, draft.Timestamp);
        Assert.Equal("Some.Category", draft.Category);
        Assert.Equal(original.Exception, draft.Exception);
        Assert.Equal((12, "Shipped"), (draft.EventId.Id, draft.EventId.Name));
        Assert.Equal((original.TraceId, original.SpanId), (draft.TraceId, draft.SpanId));
        Assert.Equal((7, "worker"), (draft.ThreadId, draft.ThreadName));
        Assert.StartsWith("User=今天 Elapsed=1.25 Count=7", PropertiesOf(draft), StringComparison.Ordinal);
        var origin = draft.Properties.Skip(3).Concat(draft.ScopeProperties);
        Assert.Equal(["session", "1"], origin.Select(property => property.Value.ToString()));
    }

    [Theory]
    [InlineData("""{"exception":{"type":"A","message":"b","stack":"A: b"}}""")]
    [InlineData("""{"exception":"A: b"}""")]
    public void AnExceptionIsATextOrAnObject(string line)
    {
        Assert.Equal(new ExceptionSnapshot("A", "b", "A: b"), Decode("json", line).Exception);
    }

    [Theory]
    [InlineData("json", """{"msg":"m","a":1,"b":2,"a":3,"properties":{"a":4}}""")]
    [InlineData("clef", """{"@m":"m","a":1,"b":2,"a":3,"a":4}""")]
    public void OfPropertiesOfOneNameTheLastCountsAndTheOthersAreKept(string decoder, string line)
    {
        Assert.Equal("a=4 b=2 a=1 a=3", PropertiesOf(Decode(decoder, line)));
    }

    [Fact]
    public void AmongManyPropertiesTheLastCountsToo()
    {
        var members = Enumerable.Range(0, 100_000).Select(i => $"\"p{i}\":{i}");
        var draft = Decode("json", $$"""{"msg":"m",{{string.Join(',', members)}},"p1":"a","p70000":"b","p1":"c"}""");

        Assert.Equal(100_003, draft.Properties.Count);
        Assert.Equal("c", draft.Properties[1].Value.ToString());
        Assert.Equal("b", draft.Properties[70_000].Value.ToString());
        Assert.Equal(["1", "70000", "a"], draft.Properties.Skip(100_000).Select(property => property.Value.ToString()));
    }

    [Fact]
    public void WhatCannotBeWhatItsNameSaysStaysAsAProperty()
    {
        var draft = Decode(
            "json",
            """{"msg":"m","message":"second","level":"loud","time":"noon","logger":5,"traceId":"x","exception":{"a":1},"eventId":"e","properties":1}"""
        );

        Assert.Equal("m", draft.Message);
        Assert.Equal(
            "message=second level=loud time=noon logger=5 traceId=x exception={\"a\":1} eventId=e properties=1",
            PropertiesOf(draft)
        );
    }

    [Theory]
    [InlineData("""{"level":"error","msg":"cut \ud83d","\uDE00":"\ud83d\ud83d\ude00\\ud83d\n"}""")]
    [InlineData("""{"@l":"Error","@m":"cut \ud83d","\uDE00":"\ud83d\ud83d\ude00\\ud83d\n"}""")]
    public void HalfOfASurrogatePairIsReplacedAndCostsNothingElse(string line)
    {
        var draft = Decode("json", line);

        Assert.Equal("cut \uFFFD", draft.Message);
        Assert.Equal(LogLevel.Error, draft.Level);
        Assert.Equal("\uFFFD=\uFFFD😀\\ud83d\n", PropertiesOf(draft));
    }

    [Fact]
    public void AnObjectWithoutAMessageIsItsOwnMessage()
    {
        const string Line = """{"user":"ann"}""";

        var draft = Decode("json", Line);

        Assert.Equal(Line, draft.Message);
        Assert.Equal("user=ann", PropertiesOf(draft));
    }

    [Theory]
    [InlineData("-9223372036854775808", LogValueKind.Int64)]
    [InlineData("18446744073709551615", LogValueKind.UInt64)]
    [InlineData("0.10", LogValueKind.Decimal)]
    [InlineData("1e5", LogValueKind.Double)]
    [InlineData("1e999", LogValueKind.Text)]
    [InlineData("123456789012345678901234567890123456789", LogValueKind.Double)]
    public void NumbersKeepTheirKind(string number, LogValueKind kind)
    {
        Assert.Equal(kind, Decode("json", $$"""{"msg":"m","n":{{number}}}""").Properties.Single().Value.Kind);
    }

    [Theory]
    [InlineData("json", "hello", "invalid JSON: 'h' is an invalid start of a value at column 1")]
    [InlineData("json", "[1]", "expected a JSON object at column 1")]
    [InlineData("json", "\"a\"", "expected a JSON object at column 1")]
    [InlineData("json", "", "expected a JSON object at column 1")]
    [InlineData(
        "json",
        "{\"a\":true",
        "invalid JSON: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed at column 10"
    )]
    [InlineData(
        "json",
        "{\"a\":1} x",
        "invalid JSON: 'x' is invalid after a single JSON value. Expected end of data at column 9"
    )]
    [InlineData(
        "json",
        "{\"a\":1,}",
        "invalid JSON: The JSON object contains a trailing comma at the end which is not allowed at column 8"
    )]
    [InlineData("json", "{\"a\":}", "invalid JSON: '}' is an invalid start of a value at column 6")]
    [InlineData(
        "clef",
        "{\"@t\":\"noon\",\"@m\":\"a\"}",
        "@t is not a time, expected one such as 2020-09-23T10:45:56.123Z"
    )]
    public void AWrongLineIsRefusedWithTheReasonAndThePlace(string format, string line, string expected)
    {
        Assert.False(Decoders.ByName[format].TryDecode(Encoding.UTF8.GetBytes(line), out _, out var error));
        Assert.Equal(expected, error.ToString());
    }

    [Theory]
    [InlineData("""{"msg":"m"}""", "m")]
    [InlineData("""  {"@m":"m"}""", "m")]
    [InlineData("""{"msg":"m" """, """{"msg":"m" """)]
    [InlineData("""["msg"]""", """["msg"]""")]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    public void AutoTakesObjectsAsJsonAndAnythingElseAsText(string line, string message)
    {
        Assert.Equal(message, Decode("auto", line).Message);
    }

    [Theory]
    [InlineData("1e400", LogLevel.Information)]
    [InlineData("18446744073709551615", LogLevel.Critical)]
    [InlineData("-18446744073709551615.5", LogLevel.Trace)]
    public void ALevelMayBeAnyNumber(string number, LogLevel expected)
    {
        Assert.Equal(expected, Decode("json", $$"""{"msg":"m","levelno":{{number}}}""").Level);
    }

    [Fact]
    public void AnyMembersAreTakenWithoutAnException()
    {
        var names = JsonRoles.Common.Keys.Concat(JsonRoles.Clef.Keys).Append("user").Append(@"na\u006de");
        var leaves = Gen.Elements(
            "0",
            "-1",
            "1e400",
            "0.5",
            "18446744073709551616",
            "1234567890123456789012345678901234567890",
            "true",
            "null",
            "\"\"",
            "\"info\"",
            "\"\\ud800\"",
            "\"2020-09-23T10:45:56Z\"",
            "\"20261129131800-1a39d2abe0da\"",
            "[\"a\",null]"
        );
        var objects = ObjectOf(leaves);

        Prop.ForAll(
                ObjectOf(Gen.OneOf(leaves, objects)).ToArbitrary(),
                text =>
                {
                    foreach (var decoder in Decoders.ByName.Values)
                    {
                        decoder.TryDecode(Encoding.UTF8.GetBytes(text), out _, out _);
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

        Gen<string> ObjectOf(Gen<string> values) =>
            from members in (
                from name in Gen.Elements(names.ToArray())
                from value in values
                select $"\"{name}\":{value}"
            ).ListOf()
            select $"{{{string.Join(',', members)}}}";
    }

    [Fact]
    public void WordsThatComeAgainAreNotMadeAgain()
    {
        const string Line = """{"@mt":"user {Id}","SourceContext":"Shop.今天","Id":7}""";

        var (first, second) = (Decode("clef", Line), Decode("clef", Line));

        Assert.Same(first.Template, second.Template);
        Assert.Same(first.Category, second.Category);
        Assert.Same(first.Properties[0].Name, second.Properties[0].Name);
    }

    [Fact]
    public void WordsThatFallOnOnePlaceAreToldApart()
    {
        var names = Enumerable.Range(0, 5000).Select(i => $"a property of that number {i}").ToArray();

        foreach (var name in names.Concat(names))
        {
            Assert.Equal(name, Decode("json", $$"""{"msg":"m","{{name}}":1}""").Properties.Single().Name);
        }
    }

    [Fact]
    public void AnyBytesThatAreTextAreTakenWithoutAnException()
    {
        const string Alphabet = "{}[]\",:\\u0@tml1e.- 今\n";
        var texts = Gen.Elements(Alphabet.ToCharArray()).ListOf().Select(list => new string(list.ToArray()));

        Prop.ForAll(
                texts.ToArbitrary(),
                text =>
                {
                    foreach (var decoder in Decoders.ByName.Values)
                    {
                        var isEvent = decoder.TryDecode(Encoding.UTF8.GetBytes(text), out _, out var error);
                        Assert.Equal(isEvent, error == default);
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
