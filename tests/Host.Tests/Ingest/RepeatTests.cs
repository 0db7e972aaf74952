using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Host.Ingest;
using ActorLog.Host.Inputs;
using ActorLog.Host.Inputs.Http;
using ActorLog.Kit;
using ActorLog.Text;
using Xunit;

namespace ActorLog.Host.Tests.Ingest;

/// <summary>What a sender repeats because it did not hear the answer is taken once; what only looks like a repeat is taken.</summary>
public sealed class RepeatTests : IAsyncLifetime
{
    private const string Session = "20200923104556-0123456789ab";

    private readonly CollectingSink _sink = new();
    private readonly LogPipeline _pipeline;
    private readonly HttpInput _input;
    private HttpClient _client = null!;

    public RepeatTests()
    {
        var builder = LogPipeline.CreateBuilder();
        builder.SelfLogWriter = TextWriter.Null;
        _pipeline = builder.AddSink("sink", _ => _sink.Create()).Build();
        var options = new HttpInputOptions { Name = "http", Listen = new ListenAddress(IPAddress.Loopback, 0) };
        _input = new HttpInput(options, new InputContext(TimeProvider.System, _ => { }));
    }

    public async Task InitializeAsync()
    {
        await _input.StartAsync(new PipelineIntake(_pipeline), default);
        _client = new HttpClient { BaseAddress = _input.Address };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _input.StopAsync(default);
        await _input.DisposeAsync();
        await _pipeline.DisposeAsync();
    }

    [Fact]
    public async Task OurOwnJsonIsKnownByItsSessionAndSequence()
    {
        Assert.Equal((202, """{"accepted":2}"""), await PostAsync(Json(1, "a"), Json(2, "b")));
        Assert.Equal(
            (202, """{"accepted":3,"repeats":2}"""),
            await PostAsync(Json(1, "a"), Json(2, "b"), Json(3, "c"))
        );

        Assert.Equal(["a", "b", "c"], await DeliveredAsync());
    }

    [Fact]
    public async Task OurOwnClefIsKnownByItsSessionAndSequence()
    {
        var clef = $$"""{"@t":"2020-09-23T10:45:56Z","@m":"a","SessionId":"{{Session}}","Sequence":7}""";

        Assert.Equal(
            (201, """{"accepted":1,"MinimumLevelAccepted":null}"""),
            await PostToAsync("/ingest/clef", clef, "application/vnd.serilog.clef")
        );
        Assert.Equal(
            (201, """{"accepted":1,"repeats":1,"MinimumLevelAccepted":null}"""),
            await PostToAsync("/ingest/clef", clef, "application/vnd.serilog.clef")
        );

        Assert.Equal(["a"], await DeliveredAsync());
    }

    [Fact]
    public async Task WhatOurFormattersWriteHasTheIdentityOfTheEvent()
    {
        foreach (var format in new[] { "json", "clef" })
        {
            var buffer = new System.Buffers.ArrayBufferWriter<byte>();
            var logEvent = Some.Numbered(17);
            logEvent.SessionId = _pipeline.SessionId;
            LogFormats.Create(format, TimeProvider.System).Format(logEvent, buffer);
            Assert.Equal(
                new EventOrigin(_pipeline.SessionId, 17),
                Decoded(Encoding.UTF8.GetString(buffer.WrittenSpan)).Origin
            );
        }
    }

    [Theory]
    [InlineData("""{"msg":"step","session":"u42","sequence":1}""")]
    [InlineData("""{"msg":"step","session":"20200923104556-0123456789ab"}""")]
    [InlineData("""{"msg":"step","sequence":1}""")]
    [InlineData("""{"msg":"step","session":"20200923104556-0123456789ab","sequence":0}""")]
    [InlineData("""{"msg":"step","session":"20200923104556-0123456789ab","sequence":"1"}""")]
    [InlineData("""{"msg":"step","session":"20200923104556-0123456789ag","sequence":1}""")]
    [InlineData("""{"msg":"step","session":"20200923104556-0123456789ab-","sequence":1}""")]
    public async Task FieldsOfOtherLoggersAreNoIdentity(string line)
    {
        Assert.Null(Decoded(line).Origin);
        await PostAsync(line);
        Assert.Equal((202, """{"accepted":1}"""), await PostAsync(line));

        Assert.Equal(2, (await DeliveredAsync()).Count);
    }

    [Fact]
    public async Task AnIdempotencyKeyAndThePlaceInTheBodyAreAnIdentity()
    {
        await PostToAsync("/ingest", "a\nb", "text/plain", key: "one");
        Assert.Equal(
            (202, """{"accepted":2,"repeats":2}"""),
            await PostToAsync("/ingest", "a\nb", "text/plain", key: "one")
        );
        Assert.Equal((202, """{"accepted":2}"""), await PostToAsync("/ingest", "a\nb", "text/plain", key: "two"));

        Assert.Equal(["a", "b", "a", "b"], await DeliveredAsync());
    }

    [Fact]
    public async Task AKeyThatIsTooLongToRememberIsRefused()
    {
        var (status, body) = await PostToAsync("/ingest", "a", "text/plain", key: new string('k', 1025));
        Assert.Equal(400, status);
        Assert.Contains("the Idempotency-Key has 1025 characters, and may have 1024", body, StringComparison.Ordinal);

        await PostToAsync("/ingest", "b", "text/plain", key: new string('k', 1024));
        Assert.Equal(["b"], await DeliveredAsync());
    }

    [Fact]
    public async Task AFormOfOurOwnSenderIsKnownByItsKey()
    {
        const string Form = "application/x-www-form-urlencoded";
        await PostToAsync("/api/log/get", "log=a", Form, key: $"{Session}:http:7");
        await PostToAsync("/api/log/get", "log=b", Form, key: $"{Session}:http:8");
        Assert.Equal(
            (200, """{"accepted":1,"repeats":1}"""),
            await PostToAsync("/api/log/get", "log=a", Form, key: $"{Session}:http:7")
        );

        Assert.Equal(["a", "b"], await DeliveredAsync());
    }

    [Fact]
    public async Task ARecordOfPythonHasNoIdentityAndIsNeverDropped()
    {
        const string Record = "name=app&msg=hello&args=()&levelname=INFO&levelno=20";
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal((200, """{"accepted":1}"""), await GetAsync($"/api/log/get?{Record}"));
        }

        Assert.Equal(["hello", "hello", "hello"], await DeliveredAsync());
    }

    [Fact]
    public async Task ARequestThatWasRefusedHasMarkedNothing()
    {
        Assert.Equal(400, (await PostAsync(Json(1, "a"), "{no json")).Status);

        Assert.Equal((202, """{"accepted":1}"""), await PostAsync(Json(1, "a")));
        Assert.Equal(["a"], await DeliveredAsync());
    }

    [Theory]
    [InlineData("s:http:17", 1, "s:http", 17)]
    [InlineData("s:http:17", 2, " s:http:17", 1)]
    [InlineData("s:http:17-20", 1, " s:http:17-20", 1)]
    [InlineData("17", 1, " 17", 1)]
    [InlineData(":17", 1, " :17", 1)]
    [InlineData("a:", 1, " a:", 1)]
    [InlineData("a:0", 1, " a:0", 1)]
    [InlineData("a:017", 1, " a:017", 1)]
    [InlineData("a:99999999999999999999", 1, " a:99999999999999999999", 1)]
    public void TheKeyOfOneEventIsASessionAndANumber(string key, int events, string session, long sequence)
    {
        var drafts = Enumerable.Range(0, events).Select(_ => new LogEventDraft()).ToArray();

        RequestIdentity.Assign(key, drafts);

        Assert.Equal(new EventOrigin(session, sequence), drafts[0].Origin);
    }

    [Fact]
    public void NoKeyIsNoIdentity()
    {
        LogEventDraft[] drafts = [new()];

        RequestIdentity.Assign("", drafts);

        Assert.Null(drafts[0].Origin);
    }

    [Fact]
    public async Task TheAnswerSaysHowSafeTheEventsAre()
    {
        using var taken = await _client.PostAsync("/ingest", new StringContent("a"));
        using var empty = await _client.PostAsync("/ingest", new StringContent(""));

        Assert.Equal(["memory"], taken.Headers.GetValues("X-ActorLog-Ack"));
        Assert.False(empty.Headers.Contains("X-ActorLog-Ack"));
    }

    private static string Json(long sequence, string message) =>
        $$"""{"level":"info","message":"{{message}}","session":"{{Session}}","sequence":{{sequence}}}""";

    private static LogEventDraft Decoded(string line)
    {
        var decoders = new Host.Inputs.Decoding.LineDecoders(TimeZoneInfo.Utc);
        Assert.True(decoders.Json.TryDecode(Encoding.UTF8.GetBytes(line), out var draft, out _));
        return draft;
    }

    private async Task<IReadOnlyList<string>> DeliveredAsync()
    {
        await _pipeline.FlushAsync().WithinLimit();
        return _sink.Messages;
    }

    private Task<(int Status, string Body)> PostAsync(params string[] lines) =>
        PostToAsync("/ingest", string.Join('\n', lines), "application/x-ndjson");

    private async Task<(int Status, string Body)> PostToAsync(string path, string body, string type, string? key = null)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await _client.SendAsync(request);
        return ((int)response.StatusCode, (await response.Content.ReadAsStringAsync()).TrimEnd());
    }

    private async Task<(int Status, string Body)> GetAsync(string path)
    {
        using var response = await _client.GetAsync(path);
        return ((int)response.StatusCode, (await response.Content.ReadAsStringAsync()).TrimEnd());
    }
}
