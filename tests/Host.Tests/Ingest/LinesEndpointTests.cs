using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using ActorLog.Events;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Host.Tests.Ingest;

public sealed class LinesEndpointTests : HttpInputTest
{
    [Fact]
    public async Task CurlsDefaultPostIsALine()
    {
        await Expect(202, """{"accepted":1}""", Post("/ingest", "hello", "application/x-www-form-urlencoded"));

        Assert.Equal("hello", Intake.Events.Single().Message);
    }

    [Theory]
    [InlineData("text/plain", "{\"msg\":\"a\"}\r\n\nb", "{\"msg\":\"a\"}|b")]
    [InlineData("text/plain; charset=utf-8", "\uFEFF今\n天", "今|天")]
    [InlineData("application/x-ndjson", "{\"msg\":\"a\"}\n{\"message\":\"b\"}\n", "a|b")]
    [InlineData("application/vnd.serilog.clef", "{\"@m\":\"a\"}\n{\"@m\":\"b\"}", "a|b")]
    [InlineData("application/json", "{\"msg\":\"a\"}", "a")]
    [InlineData("application/json", "[\n {\"msg\":\"a\"},\n {\"@m\":\"b\"}\n]", "a|b")]
    [InlineData("application/json", "{\"msg\":\"a\"}\n{\"msg\":\"b\"}", "a|b")]
    [InlineData("application/json", "[]", "")]
    [InlineData("", "{\"msg\":\"a\"}\nb", "a|b")]
    [InlineData("application/octet-stream", "a\n", "a")]
    public async Task TheContentTypeSaysHowABodyIsRead(string contentType, string body, string expected)
    {
        var response = await Post("/ingest", body, contentType);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(expected, string.Join('|', Intake.Messages));
    }

    [Theory]
    [InlineData("/ingest/clef")]
    [InlineData("/api/events/raw?clef")]
    public async Task ClientsOfSeqAreAtHome(string path)
    {
        await Expect(
            201,
            """{"accepted":2,"MinimumLevelAccepted":null}""",
            Post(
                path,
                "{\"@t\":\"2020-09-23T10:45:56Z\",\"@mt\":\"a {B}\",\"B\":1}\n{\"@m\":\"b\"}",
                "application/json"
            )
        );

        Assert.Equal("a {B}", Intake.Events[0].Template);
    }

    // seq-logging for Node, which pino-seq, winston-seq and bunyan-seq use; seqlog for Python; Serilog's own JSON.
    [Theory]
    [InlineData("/ingest/clef")]
    [InlineData("/api/events/raw")]
    public async Task ClientsOfSeqMaySendAllEventsInOneObject(string path)
    {
        const string Body = """
            {"Events": [
             {"Timestamp":"2020-09-23T10:45:56Z","Level":"Warning","MessageTemplate":"a {B}","Exception":"E: bad",
              "Properties":{"B":1,"SourceContext":"Shop"}},
             {"Timestamp":"2020-09-23T10:45:57Z","MessageTemplate":"b","RenderedMessage":"b","Properties":{}}]}
            """;

        await Expect(
            201,
            """{"accepted":2,"MinimumLevelAccepted":null}""",
            Post(path, Body, "application/json; charset=utf-8")
        );

        var (first, second) = (Intake.Events[0], Intake.Events[1]);
        Assert.Equal(("a {B}", LogLevel.Warning, "Shop"), (first.Template, first.Level, first.Category));
        Assert.Equal(("E: bad", 2020, "B"), (first.Exception!.Text, first.Timestamp!.Value.Year, Names(first)));
        Assert.Equal(("b", "http", ""), (second.Message, second.Category, Names(second)));
    }

    [Theory]
    [InlineData("""{"Events":[]}""", "")]
    [InlineData("""{"Events":["a"],"@m":"b"}""", "b")]
    [InlineData("""{"@m":"a","Events":["b"]}""", "a")]
    public async Task WhatIsOfSeqIsKnownByItsForm(string body, string messages)
    {
        var response = await Post("/api/events/raw", body, "application/json");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(messages, string.Join('|', Intake.Messages));
    }

    [Theory]
    [InlineData("{\"Events\":[{\"Level\":\"Error\"},\n{]}", "line 2: invalid JSON", 2)]
    [InlineData("{\"Events\":[{\"Level\":\"Error\"},\n7]}", "item 2: expected a JSON object", 2)]
    [InlineData("{\"Events\":[]}\n{}", "line 2: invalid JSON", 2)]
    public async Task OfAWrongObjectOfEventsNothingIsAccepted(string body, string reason, int line)
    {
        var text = await ExpectError(400, reason, Post("/api/events/raw", body, "application/json"));

        Assert.Contains($"\"line\":{line}", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/x-ndjson", "{\"msg\":\"a\"}\n{\"msg\":", "line 2: ", 2)]
    [InlineData("application/x-ndjson", "{\"msg\":\"a\"}\nplain\n{\"msg\":\"a\"}", "line 2: ", 2)]
    [InlineData("application/json", "[{\"msg\":\"a\"},\n{]", "line 2: ", 2)]
    [InlineData("application/json", "[{\"msg\":\"a\"},\n7]", "item 2: expected a JSON object at column 1", 2)]
    [InlineData("application/vnd.serilog.clef", "{\"@t\":\"noon\"}", "line 1: @t is not a time", 1)]
    public async Task OfAWrongBodyNothingIsAcceptedAndTheLineIsNamed(string type, string body, string reason, int line)
    {
        var text = await ExpectError(400, reason, Post("/ingest", body, type));

        Assert.Contains($"\"line\":{line}", text, StringComparison.Ordinal);
        Assert.Contains(
            "nothing of this body was accepted; correct it and send it again",
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task BytesThatAreNoTextAreRefused()
    {
        using var content = new ByteArrayContent([(byte)'a', (byte)'b', 0xFF]);

        await ExpectError(400, "the body is not UTF-8 at byte 3", Client.PostAsync("/ingest", content));
    }

    [Theory]
    [InlineData("image/png", "the content type 'image/png' is not known, expected one of: text/plain (lines)")]
    [InlineData("text/plain; charset=gbk", "the body must be UTF-8")]
    public async Task WhatIsNotUnderstoodIsRefusedWithWhatWouldBe(string contentType, string reason)
    {
        await ExpectError(415, reason, Post("/ingest", "a", contentType));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ALargeBodyIsRefused(bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/ingest")
        {
            Content = new StringContent(string.Join('\n', Enumerable.Repeat("0123456789", 500))),
        };
        request.Headers.TransferEncodingChunked = chunked;

        await ExpectError(413, "the body is larger than 4096 bytes", Client.SendAsync(request));
    }

    [Fact]
    public async Task ALongLineIsRefused()
    {
        await ExpectError(
            413,
            "line 2 is longer than 1024 bytes",
            Post("/ingest", "a\n" + new string('x', 1025), "text/plain")
        );
    }

    [Fact]
    public async Task ABodyOfTooManyEventsIsRefused()
    {
        var lines = string.Join('\n', Enumerable.Repeat("a", 101));

        await ExpectError(413, "the body has more than 100 events", Post("/ingest", lines, "text/plain"));
    }

    private static string Names(LogEventDraft draft) => string.Join(' ', draft.Properties.Select(p => p.Name));

    [Fact]
    public async Task EventsOfOneSenderComeInItsOrder()
    {
        for (var i = 0; i < 200; i++)
        {
            await Post("/ingest", $"a{i}\nb{i}", "text/plain");
        }

        Assert.Equal(Enumerable.Range(0, 200).SelectMany(i => new[] { $"a{i}", $"b{i}" }), Intake.Messages);
    }
}
