using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class HttpSinkTests : HttpSinkTest
{
    private const string First = "log=%E4%BB%8A%E5%A4%A9%E5%A4%A9%E6%B0%94%E4%B8%8D%E9%94%99";
    private const string Second = "log=%E6%98%AF%E9%A3%8E%E5%92%8C%E6%97%A5%E4%B8%BD%E7%9A%84";

    [Fact]
    public async Task TheTwoMessagesOfTheSeedArePostedAsFormsInOrder()
    {
        await using var sink = Create();

        Assert.True((await WriteAsync(sink, Some.Event("今天天气不错"), Some.Event("是风和日丽的"))).IsDelivered);

        Assert.Equal([First, Second], Server.Requests.Select(request => request.Text));
        Assert.All(
            Server.Requests,
            request =>
            {
                Assert.Equal(("POST", "/api/log/get"), (request.Method, request.Target));
                Assert.Equal("application/x-www-form-urlencoded", request.Header("Content-type"));
                Assert.Equal(request.Body.Length.ToString(), request.Header("Content-Length"));
            }
        );
    }

    [Fact]
    public async Task TheLineOfTheSeedIsPostedAsItsFormatterWritesIt()
    {
        var format = "[{Timestamp:yyyy-MM-dd HH:mm:ss}] [{Level:python}] {Message}{NewLine}{Exception}";
        await using var sink = Create(Options with { Format = format });

        await WriteAsync(sink, Some.Event(LogLevel.Debug, "今天天气不错"));

        Assert.Equal(
            "log=%5B2020-09-23+10%3A45%3A56%5D+%5BDEBUG%5D+" + First["log=".Length..],
            Server.Requests[0].Text
        );
    }

    [Theory]
    [InlineData("/api/log/get", "/api/log/get?")]
    [InlineData("/api/log/get?app=shop", "/api/log/get?app=shop&")]
    [InlineData("/api/log/get?", "/api/log/get?&")]
    [InlineData("/a%2Fb/%7Euser?x=%41#fragment", "/a%2Fb/~user?x=A&")]
    [InlineData("", "/?")]
    public async Task GetPutsTheTextBehindWhatTheUrlHas(string path, string expected)
    {
        await using var sink = Create(Options with { Url = Server.Url(path), Method = "get" });

        Assert.True((await WriteAsync(sink, Some.Event("今天天气不错"), Some.Event("是风和日丽的"))).IsDelivered);

        Assert.Equal([expected + First, expected + Second], Server.Requests.Select(request => request.Target));
        Assert.All(Server.Requests, request => Assert.Equal(("GET", 0), (request.Method, request.Body.Length)));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("GET")]
    public async Task ARecordIsABodyOrAQuery(string method)
    {
        await using var sink = Create(Options with { Method = method, Payload = HttpPayload.Record });

        await WriteAsync(sink, Some.Event("user {UserId} 不错", 7));

        var request = Server.Requests[0];
        var form = method == "GET" ? request.Target["/api/log/get?".Length..] : request.Text;
        Assert.StartsWith("name=Some.Category&msg=user+7+%E4%B8%8D%E9%94%99&args=%28%29&levelname=INFO&", form);
        Assert.EndsWith("&UserId=7", form);
    }

    [Fact]
    public async Task FieldHeadersAndContentTypeAreTheUsers()
    {
        await using var sink = Create(
            Options with
            {
                Field = "the text",
                ContentType = "application/x-www-form-urlencoded; charset=utf-8",
                Headers = new Dictionary<string, string> { ["X-Api-Key"] = "k1", ["User-Agent"] = "shop/1" },
            }
        );

        await WriteAsync(sink, Some.Event("hello"));

        var request = Server.Requests[0];
        Assert.Equal("the+text=hello", request.Text);
        Assert.Equal(("k1", "shop/1"), (request.Header("X-Api-Key"), request.Header("User-Agent")));
        Assert.Equal("application/x-www-form-urlencoded; charset=utf-8", request.Header("Content-Type"));
    }

    [Fact]
    public async Task AHundredEventsGoOverOneConnectionOneAtATime()
    {
        await using var sink = Create();

        await WriteAsync(sink, Some.Events(100));

        Assert.Equal(Enumerable.Range(1, 100).Select(n => $"log=event+{n}"), Server.Requests.Select(r => r.Text));
        Assert.Equal((1, 1), (Server.ConnectionCount, Server.MostAtOnce));
    }

    [Theory]
    [InlineData(HttpPayload.Json, "application/json", 3)]
    [InlineData(HttpPayload.NdJson, "application/x-ndjson", 1)]
    [InlineData(HttpPayload.Clef, "application/vnd.serilog.clef", 1)]
    public async Task JsonPayloadsCarryOneEventOrAllThatAreThere(HttpPayload payload, string contentType, int requests)
    {
        await using var sink = Create(Options with { Payload = payload });

        Assert.True((await WriteAsync(sink, Some.Events(3))).IsDelivered);

        Assert.Equal(requests, Server.RequestCount);
        Assert.All(Server.Requests, request => Assert.Equal(contentType, request.Header("Content-Type")));
        var lines = string.Concat(Server.Requests.Select(request => request.Text)).Split('\n');
        Assert.Collection(
            lines,
            line => Assert.Contains("\"Number\":1", line),
            line => Assert.Contains("\"Number\":2", line),
            line => Assert.Contains("\"Number\":3", line),
            Assert.Empty
        );
    }

    [Fact]
    public async Task ARequestHoldsNoMoreEventsAndBytesThanTheBatchAllows()
    {
        var options = Options with
        {
            Payload = HttpPayload.NdJson,
            Batch = new BatchOptions { MaxEvents = 3, MaxBytes = 60 },
        };
        await using var sink = new HttpSink(options, Some.Context(Clock), new LineFormatter());

        var large = Some.Event(new string('x', 100));
        await WriteAsync(sink, [.. Some.Events(7), large, .. Some.Events(2, first: 8)]);

        Assert.Equal(
            ["event 1\nevent 2\nevent 3\n", "event 4\nevent 5\nevent 6\n", "event 7\n"],
            Server.Requests.Take(3).Select(request => request.Text)
        );
        Assert.Equal([101, 16], Server.Requests.Skip(3).Select(request => request.Body.Length));
    }

    [Fact]
    public async Task ABodyIsCompressedWhenAskedFor()
    {
        await using var sink = Create(Options with { Compression = HttpCompression.Gzip });

        await WriteAsync(sink, Some.Event("今天天气不错"), Some.Event("是风和日丽的"));

        Assert.Equal([First, Second], Server.Requests.Select(request => Decompress(request.Body)));
        Assert.All(Server.Requests, request => Assert.Equal("gzip", request.Header("Content-Encoding")));
    }

    [Fact]
    public async Task TheSameEventsHaveTheSameIdempotencyKeyAndNoOthers()
    {
        Server.Answers(200, 503);
        await using var sink = Create();

        await WriteAsync(sink, Some.Events(3));
        await WriteAsync(sink, Some.Events(2, first: 2));

        Assert.Equal(
            ["session:some:1", "session:some:2", "session:some:2", "session:some:3"],
            Server.Requests.Select(request => request.Header("Idempotency-Key"))
        );
    }

    [Fact]
    public async Task ManyEventsInARequestAreKeyedByTheFirstAndTheLast()
    {
        await using var sink = Create(
            Options with
            {
                Payload = HttpPayload.NdJson,
                IdempotencyHeader = "X-Request-Id",
            }
        );

        await WriteAsync(sink, Some.Events(30, first: 5));

        Assert.Equal("session:some:5-34", Server.Requests[0].Header("X-Request-Id"));
    }

    [Fact]
    public async Task EventsOfTwoRunsInARequestAreKeyedByBothSessions()
    {
        await using var sink = Create(Options with { Payload = HttpPayload.NdJson });
        var next = Some.Numbered(1);
        next.SessionId = "next";

        await WriteAsync(sink, Some.Events(1));
        await WriteAsync(sink, [.. Some.Events(3), next]);

        Assert.Equal(
            ["session:some:1-1", "session:some:1-next:1"],
            Server.Requests.Select(request => request.Header("Idempotency-Key"))
        );
    }

    [Fact]
    public async Task NoticesOfDropsHaveNoNumberAndEachAKeyOfItsOwn()
    {
        await using var sink = Create();

        await WriteAsync(sink, Notice(11, 13), Some.Numbered(14), Notice(15, 15));

        Assert.Equal(
            ["session:some:gap11", "session:some:14", "session:some:gap15"],
            Server.Requests.Select(request => request.Header("Idempotency-Key"))
        );

        static LogEvent Notice(int first, int last)
        {
            var gap = new GapNotice();
            Array.ForEach(Some.Events(last - first + 1, first), dropped => gap.Add(dropped, DropReason.QueueFull));
            return gap.Take();
        }
    }

    [Fact]
    public async Task TheIdempotencyHeaderCanBeTurnedOff()
    {
        await using var sink = Create(Options with { IdempotencyHeader = "" });

        await WriteAsync(sink, Some.Event());

        Assert.Null(Server.Requests[0].Header("Idempotency-Key"));
    }

    [Fact]
    public async Task ACallThatHasTakenASecondLeavesTheRestForTheNext()
    {
        Server.Answers(200).Hangs(Hang.BeforeHeaders);
        await using var sink = Create();

        var writing = WriteAsync(sink, Some.Events(5));
        await Server.Hung();
        Clock.Advance(TimeSpan.FromSeconds(1));
        Server.Release();
        var result = await writing;

        Assert.Equal((true, 2), (result.IsPartial, result.DeliveredPrefix));
        Assert.Equal(2, Server.RequestCount);
    }

    [Fact]
    public async Task ACancelledCallSaysWhatItHasDelivered()
    {
        Server.Answers(200, 200).Hangs(Hang.BeforeHeaders);
        await using var sink = Create();
        using var cancel = new CancellationTokenSource();

        var writing = sink.WriteAsync(Some.Batch(Some.Events(5)), cancel.Token).AsTask();
        await Server.Hung();
        await cancel.CancelAsync();
        var result = await writing;

        Assert.Equal((true, 2), (result.IsPartial, result.DeliveredPrefix));
    }

    [Fact]
    public async Task ACallThatIsCancelledBeforeItHasDeliveredAnythingSaysSo()
    {
        Server.Hangs(Hang.BeforeHeaders);
        await using var sink = Create();
        using var cancel = new CancellationTokenSource();

        var writing = sink.WriteAsync(Some.Batch(Some.Events(5)), cancel.Token).AsTask();
        await Server.Hung();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
    }

    [Fact]
    public async Task ARequestLeavesNoTraceInTheTracesOfTheProgram()
    {
        var started = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("System.Net", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity =>
            {
                if (activity.RootId == Activity.Current?.RootId)
                {
                    started.Add(activity.OperationName);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var current = new Activity("the program's").Start();
        await using var sink = Create();

        await WriteAsync(sink, Some.Event());

        Assert.Empty(started);
        Assert.Null(Server.Requests[0].Header("traceparent"));
    }

    [PythonFact]
    public async Task AReceiverInPythonGetsTheTwoMessagesOfTheSeed()
    {
        using var receiver = Python.Start(
            """
            from http.server import BaseHTTPRequestHandler, HTTPServer
            from urllib.parse import parse_qs
            class Receiver(BaseHTTPRequestHandler):
                def do_POST(self):
                    body = self.rfile.read(int(self.headers['Content-Length'])).decode('ascii')
                    self.send_response(200)
                    self.end_headers()
                    print(parse_qs(body)['log'][0], flush=True)
                def log_message(self, *args):
                    pass
            server = HTTPServer(('127.0.0.1', 0), Receiver)
            print(server.server_port, flush=True)
            server.handle_request()
            server.handle_request()
            """
        );
        var port = await receiver.StandardOutput.ReadLineAsync();
        await using var sink = Create(Options with { Url = $"http://127.0.0.1:{port}/api/log/get" });

        Assert.True((await WriteAsync(sink, Some.Event("今天天气不错"), Some.Event("是风和日丽的"))).IsDelivered);

        Assert.Equal("今天天气不错\n是风和日丽的\n", await receiver.StandardOutput.ReadToEndAsync());
        await receiver.WaitForExitAsync();
    }

    private static string Decompress(byte[] body)
    {
        using var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return Encoding.UTF8.GetString(plain.ToArray());
    }
}
