using System;
using System.Collections.Concurrent;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using ActorLog.Host.Inputs;
using ActorLog.Host.Inputs.Http;
using ActorLog.Runtime;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Host.Tests.Inputs.Http;

public sealed class HttpInputTests : IAsyncLifetime
{
    private static readonly HttpInputOptions Options = new()
    {
        Name = "http",
        Category = "http",
        Listen = new ListenAddress(IPAddress.Loopback, 0),
        MaxBody = 4096,
        MaxLine = 1024,
        MaxEvents = 100,
    };

    private readonly CollectingIntake _intake = new();
    private readonly ConcurrentQueue<string> _reports = new();
    private HttpInput _input = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync() => await Start(Options);

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _input.StopAsync(default);
        await _input.DisposeAsync();
        Assert.Empty(_reports);
    }

    [Fact]
    public async Task TheSeedsPostIsTaken()
    {
        await Expect(200, """{"accepted":1}""", PostForm("log=%E4%BB%8A%E5%A4%A9%E5%A4%A9%E6%B0%94%E4%B8%8D%E9%94%99"));

        Assert.Equal("今天天气不错", _intake.Events.Single().Message);
        Assert.Equal("http", _intake.Events.Single().Category);
    }

    [Fact]
    public async Task TheSeedsGetIsTaken()
    {
        await Expect(200, """{"accepted":1}""", _client.GetAsync("/api/log/get?log=%E6%98%AF%E9%A3%8E+a"));

        Assert.Equal("是风 a", _intake.Events.Single().Message);
    }

    [Fact]
    public async Task APostMayHaveItsFieldsInTheQuery()
    {
        await Expect(200, """{"accepted":1}""", _client.PostAsync("/api/log/get?log=a", null));

        Assert.Equal("a", _intake.Events.Single().Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AWholePythonRecordIsTaken(bool post)
    {
        const string Record =
            "name=shop&msg=user+%25s+did+%25d&args=%28%27ann%27%2C+7%29&levelname=ERROR&levelno=40&created=1600857956.5&log=extra";

        await Expect(200, """{"accepted":1}""", post ? PostForm(Record) : _client.GetAsync("/api/log/get?" + Record));

        var logEvent = _intake.Events.Single();
        Assert.Equal("user ann did 7", logEvent.Message);
        Assert.Equal("shop", logEvent.Category);
        Assert.Equal(LogLevel.Error, logEvent.Level);
        Assert.Equal(new DateTimeOffset(2020, 9, 23, 10, 45, 56, 500, TimeSpan.Zero), logEvent.Timestamp);
    }

    [Fact]
    public async Task ARecordOfSixtyKiBFitsIntoAGet()
    {
        var text = new string('x', 60 * 1024);

        await Expect(200, """{"accepted":1}""", _client.GetAsync("/api/log/get?log=" + text));

        Assert.Equal(text, _intake.Events.Single().Message);
        Assert.Equal(
            HttpStatusCode.RequestUriTooLong,
            (await _client.GetAsync("/api/log/get?log=" + text + text)).StatusCode
        );
    }

    [Theory]
    [InlineData("x=1", "expected the field 'log', or the fields of a Python log record (msg, args, levelname ...)")]
    [InlineData("log=%FF", "field 1 of the form is not UTF-8")]
    [InlineData("log=a&log=b", "the field 'log' occurs twice")]
    public async Task AFormWithoutARecordIsRefused(string form, string reason)
    {
        await ExpectError(400, reason, PostForm(form));
    }

    [Fact]
    public async Task OnlyFormsAreRecords()
    {
        await ExpectError(
            415,
            "the body must be a form in UTF-8, found 'application/json'",
            Post("/api/log/get", "{}", "application/json")
        );
    }

    [Fact]
    public async Task CurlsDefaultPostIsALine()
    {
        await Expect(202, """{"accepted":1}""", Post("/ingest", "hello", "application/x-www-form-urlencoded"));

        Assert.Equal("hello", _intake.Events.Single().Message);
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
        Assert.Equal(expected, string.Join('|', _intake.Messages));
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

        Assert.Equal("a {B}", _intake.Events[0].Template);
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

        await ExpectError(400, "the body is not UTF-8 at byte 3", _client.PostAsync("/ingest", content));
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

        await ExpectError(413, "the body is larger than 4096 bytes", _client.SendAsync(request));
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

    [Fact]
    public async Task PackedBodiesAreTaken()
    {
        await Expect(202, """{"accepted":2}""", _client.PostAsync("/ingest", Packed("今天\n天气"u8.ToArray())));

        Assert.Equal(["今天", "天气"], _intake.Messages);
    }

    [Fact]
    public async Task APackedBodyMayNotGrowBeyondTheLimit()
    {
        await ExpectError(
            413,
            "the body is larger than 4096 bytes",
            _client.PostAsync("/ingest", Packed(new byte[1_000_000]))
        );
    }

    [Fact]
    public async Task APackedBodyThatIsDamagedIsRefused()
    {
        var packed = await Packed("今天天气不错"u8.ToArray()).ReadAsByteArrayAsync();
        using var cut = Packing(packed[..^9]);
        using var noise = Packing("hello"u8.ToArray());

        await ExpectError(400, "the body is not valid gzip", _client.PostAsync("/ingest", cut));
        await ExpectError(400, "the body is not valid gzip", _client.PostAsync("/ingest", noise));
    }

    [Fact]
    public async Task OtherPackingsAreRefused()
    {
        using var content = new StringContent("a");
        content.Headers.ContentEncoding.Add("br");

        await ExpectError(
            415,
            "the content encoding 'br' is not known, expected gzip or none",
            _client.PostAsync("/ingest", content)
        );
    }

    [Theory]
    [InlineData(WriteOutcome.Full, "the pipeline is full: a sink is slow or down")]
    [InlineData(WriteOutcome.Stopped, "the host is stopping")]
    public async Task WhatThePipelineDoesNotTakeIsToBeSentAgain(WriteOutcome outcome, string reason)
    {
        _intake.Outcome = outcome;

        foreach (var sending in new[] { Post("/ingest", "a\nb", "text/plain"), PostForm("log=a") })
        {
            await ExpectError(503, reason, sending);
            Assert.Equal(TimeSpan.FromSeconds(1), (await sending).Headers.RetryAfter?.Delta);
        }
    }

    [Fact]
    public async Task WhatNobodyWantsIsTaken()
    {
        _intake.Outcome = WriteOutcome.Filtered;

        await Expect(202, """{"accepted":1}""", Post("/ingest", "a", "text/plain"));
    }

    [Fact]
    public async Task RequestsBeyondTheMemoryLimitAreToComeAgain()
    {
        await Restart(Options with { MaxInFlight = 16 * 1024 });

        await ExpectError(
            503,
            "too many requests are being read",
            Post("/ingest", string.Join('\n', Enumerable.Repeat("a", 50)), "text/plain")
        );
        await Restart(Options with { MaxInFlight = 64 * 1024 });
        for (var i = 0; i < 10; i++)
        {
            await Expect(202, """{"accepted":1}""", Post("/ingest", "a", "text/plain"));
        }
    }

    [Theory]
    [InlineData("GET", "/ingest", 405, "GET is not known here, expected POST")]
    [InlineData("DELETE", "/api/log/get", 405, "DELETE is not known here, expected GET, POST")]
    [InlineData("GET", "/", 404, "there is nothing at /, expected one of: ")]
    [InlineData("POST", "/log", 404, "there is nothing at /log, expected one of: ")]
    public async Task WhoIsLostIsShownTheWay(string method, string path, int status, string reason)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        var body = await ExpectError(status, reason, _client.SendAsync(request));

        Assert.Contains("\"hint\":\"try: curl -d ", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Host", "evil.example", 403)]
    [InlineData("Host", "localhost:1987", 202)]
    [InlineData("Host", "[::1]:1987", 202)]
    [InlineData("Host", "logs.test", 202)]
    public async Task WebPagesCannotWriteLogs(string header, string value, int status)
    {
        await Restart(Options with { AllowedHosts = ["logs.test"] });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/ingest") { Content = new StringContent("a") };
        request.Headers.TryAddWithoutValidation(header, value);

        Assert.Equal(status, (int)(await _client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task AWebPageOfTheHostsOwnMay()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/ingest") { Content = new StringContent("a") };
        request.Headers.Add("Origin", _input.Address!.GetLeftPart(UriPartial.Authority));

        Assert.Equal(HttpStatusCode.Accepted, (await _client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task EventsOfOneSenderComeInItsOrder()
    {
        for (var i = 0; i < 200; i++)
        {
            await Post("/ingest", $"a{i}\nb{i}", "text/plain");
        }

        Assert.Equal(Enumerable.Range(0, 200).SelectMany(i => new[] { $"a{i}", $"b{i}" }), _intake.Messages);
    }

    [Fact]
    public async Task ASenderThatGoesAwayInTheMiddleLeavesNothingBehind()
    {
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(IPAddress.Loopback, _input.Address!.Port);
            await socket
                .GetStream()
                .WriteAsync("POST /ingest HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc"u8.ToArray());
        }

        await Expect(202, """{"accepted":1}""", Post("/ingest", "next", "text/plain"));
        Assert.Equal(["next"], _intake.Messages);
    }

    [Fact]
    public async Task APortThatIsTakenIsSaidSo()
    {
        var taken = Options with { Listen = new ListenAddress(IPAddress.Loopback, _input.Address!.Port) };
        await using var second = new HttpInput(taken, new InputContext(TimeProvider.System, _reports.Enqueue));

        var failure = await Assert.ThrowsAsync<InputException>(() => second.StartAsync(_intake, default));

        var port = _input.Address.Port;
        Assert.Equal(
            $"cannot listen on 127.0.0.1:{port} (input 'http'): another program has this port. "
                + $"Stop that program, or choose another port: actorlog run --listen 127.0.0.1:{port + 1}",
            failure.Message
        );
    }

    private async Task Start(HttpInputOptions options)
    {
        _input = new HttpInput(options, new InputContext(TimeProvider.System, _reports.Enqueue));
        await _input.StartAsync(_intake, default);
        _client = new HttpClient { BaseAddress = _input.Address };
    }

    private async Task Restart(HttpInputOptions options)
    {
        await DisposeAsync();
        await Start(options);
    }

    private Task<HttpResponseMessage> PostForm(string form) =>
        Post("/api/log/get", form, "application/x-www-form-urlencoded");

    private Task<HttpResponseMessage> Post(string path, string body, string contentType)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (contentType.Length > 0)
        {
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        return _client.PostAsync(path, content);
    }

    private static ByteArrayContent Packed(byte[] body)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return Packing(packed.ToArray());
    }

    private static ByteArrayContent Packing(byte[] packed)
    {
        var content = new ByteArrayContent(packed);
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private static async Task Expect(int status, string body, Task<HttpResponseMessage> sending)
    {
        var response = await sending;
        Assert.Equal(body + "\n", await response.Content.ReadAsStringAsync());
        Assert.Equal(status, (int)response.StatusCode);
    }

    private async Task<string> ExpectError(int status, string reason, Task<HttpResponseMessage> sending)
    {
        var response = await sending;
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, (int)response.StatusCode);
        Assert.StartsWith("{\"accepted\":0,\"error\":\"" + reason, body, StringComparison.Ordinal);
        Assert.Empty(_intake.Events);
        return body;
    }
}
