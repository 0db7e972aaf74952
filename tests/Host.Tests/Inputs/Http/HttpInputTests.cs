using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Host.Inputs;
using ActorLog.Host.Inputs.Http;
using ActorLog.Host.Tests.Ingest;
using ActorLog.Runtime;
using Xunit;

namespace ActorLog.Host.Tests.Inputs.Http;

public sealed class HttpInputTests : HttpInputTest
{
    [Theory]
    [InlineData("GET", "/ingest", 405, "GET is not known here, expected POST")]
    [InlineData("DELETE", "/api/log/get", 405, "DELETE is not known here, expected GET, POST")]
    [InlineData("GET", "/", 404, "there is nothing at /, expected one of: ")]
    [InlineData("POST", "/log", 404, "there is nothing at /log, expected one of: ")]
    public async Task WhoIsLostIsShownTheWay(string method, string path, int status, string reason)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        var body = await ExpectError(status, reason, Client.SendAsync(request));

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
        await Restart(Defaults with { AllowedHosts = ["logs.test"] });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/ingest") { Content = new StringContent("a") };
        request.Headers.TryAddWithoutValidation(header, value);

        Assert.Equal(status, (int)(await Client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task AWebPageOfTheHostsOwnMay()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/ingest") { Content = new StringContent("a") };
        request.Headers.Add("Origin", Input.Address!.GetLeftPart(UriPartial.Authority));

        Assert.Equal(HttpStatusCode.Accepted, (await Client.SendAsync(request)).StatusCode);
    }

    // As Python's http.client does, which reports a broken pipe where it could have read the answer.
    [Theory]
    [InlineData("Content-Length: 33554432\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n2000000\r\n")]
    public async Task WhoSendsAllBeforeReadingIsToldThatItWasTooMuch(string framing)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Input.Address!.Port, limit.Token);
        var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST /ingest HTTP/1.1\r\nHost: localhost\r\n{framing}"),
            limit.Token
        );

        await stream.WriteAsync(new byte[32 * 1024 * 1024], limit.Token);

        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await reader.ReadLineAsync(limit.Token));
    }

    // What the web server could not read it once answered by itself, with 200.
    [Theory]
    [InlineData("/ingest", "80000000")]
    [InlineData("/ingest", "FFFFFFFFFFFFFFFFF")]
    [InlineData("/api/log/get", "FFFFFFFFFF")]
    public async Task AChunkThatIsLargerThanAnyNumberIsNotSaidToBeTaken(string path, string size)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Input.Address!.Port, limit.Token);
        var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST {path} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n{size}\r\nabc"
            ),
            limit.Token
        );

        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 400 Bad Request", await reader.ReadLineAsync(limit.Token));
        Assert.EndsWith(
            """
            {"accepted":0,"error":"the body broke off, or a chunk of it has no size that can be","hint":"nothing of it was accepted; send it again"}

            """.ReplaceLineEndings("\n"),
            await reader.ReadToEndAsync(limit.Token),
            StringComparison.Ordinal
        );
        Assert.Empty(Intake.Events);
    }

    [Fact]
    public async Task ASenderThatGoesAwayInTheMiddleLeavesNothingBehind()
    {
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(IPAddress.Loopback, Input.Address!.Port);
            await socket
                .GetStream()
                .WriteAsync("POST /ingest HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc"u8.ToArray());
        }

        await Expect(202, """{"accepted":1}""", Post("/ingest", "next", "text/plain"));
        Assert.Equal(["next"], Intake.Messages);
    }

    [Fact]
    public async Task APortThatIsTakenIsSaidSo()
    {
        var taken = Defaults with { Listen = new ListenAddress(IPAddress.Loopback, Input.Address!.Port) };
        await using var second = new HttpInput(taken, new InputContext(TimeProvider.System, Reports.Enqueue));

        var failure = await Assert.ThrowsAsync<InputException>(() => second.StartAsync(Intake, default));

        var port = Input.Address.Port;
        Assert.Equal(
            $"cannot listen on 127.0.0.1:{port} (input 'http'): another program has this port. "
                + $"Stop that program, or choose another port: actorlog run --listen 127.0.0.1:{port + 1}",
            failure.Message
        );
    }

    [Theory]
    [InlineData(WriteOutcome.Full, "the pipeline is full: a sink is slow or down")]
    [InlineData(WriteOutcome.Stopped, "the host is stopping")]
    public async Task WhatThePipelineDoesNotTakeIsToBeSentAgain(WriteOutcome outcome, string reason)
    {
        Intake.Outcome = outcome;

        foreach (var sending in new[] { Post("/ingest", "a\nb", "text/plain"), PostForm("log=a") })
        {
            await ExpectError(503, reason, sending);
            Assert.Equal(TimeSpan.FromSeconds(1), (await sending).Headers.RetryAfter?.Delta);
        }
    }

    // What is in them does not matter: nothing of it could be taken.
    [Theory]
    [InlineData("/ingest", "application/json")]
    [InlineData("/ingest/clef", "")]
    [InlineData("/api/log/get", "application/x-www-form-urlencoded")]
    public async Task WhileThePipelineIsFullBodiesAreNotRead(string path, string contentType)
    {
        Intake.IsFull = true;

        await ExpectError(503, "the pipeline is full: a sink is slow or down", Post(path, "{no=%ff", contentType));

        Intake.IsFull = false;
        await ExpectError(400, "", Post(path, "{no=%ff", contentType));
    }

    [Fact]
    public async Task WhatNobodyWantsIsTaken()
    {
        Intake.Outcome = WriteOutcome.Filtered;

        await Expect(202, """{"accepted":1}""", Post("/ingest", "a", "text/plain"));
    }

    [Fact]
    public async Task RequestsBeyondTheMemoryLimitAreToComeAgain()
    {
        await Restart(Defaults with { MaxInFlight = 1024 });
        using (await SlowRequest())
        {
            await ExpectError(503, "too many requests are being read", Post("/ingest", "a", "text/plain"));
        }

        await UntilAccepted();
    }

    [Theory]
    [InlineData("/ingest", "application/json", "{", "\"#\":1", ",", "}")]
    [InlineData("/api/log/get", "application/x-www-form-urlencoded", "log=x&", "#=1", "&", "")]
    public async Task PropertiesCountAsMemoryToo(
        string path,
        string contentType,
        string begin,
        string property,
        string between,
        string end
    )
    {
        await Restart(Defaults with { MaxInFlight = 64 * 1024, MaxLine = 4096 });
        var properties = Enumerable.Range(0, 200).Select(i => property.Replace("#", $"p{i}", StringComparison.Ordinal));
        var body = begin + string.Join(between, properties) + end;

        // Alone it is taken, whatever it needs.
        Assert.True((await Post(path, body, contentType)).IsSuccessStatusCode);

        using var slow = await SlowRequest();
        var response = await Post(path, body, contentType);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync();
        Assert.Contains("too many requests are being read", text, StringComparison.Ordinal);
    }

    // A request that is being read and lacks its last byte. The host bids the sender go on once it holds memory for the body:
    // from then on it counts, and cannot be the one that is refused. The length keeps it above the rate below which Kestrel gives
    // a sender up.
    private async Task<TcpClient> SlowRequest()
    {
        const int Length = 4000;
        var slow = new TcpClient();
        await slow.ConnectAsync(IPAddress.Loopback, Input.Address!.Port);
        var stream = slow.GetStream();
        var head =
            $"POST /ingest HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: {Length}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        var answer = new byte["HTTP/1.1 100 Continue\r\n\r\n".Length];
        await stream.ReadExactlyAsync(answer);
        Assert.StartsWith("HTTP/1.1 100 ", Encoding.ASCII.GetString(answer), StringComparison.Ordinal);
        await stream.WriteAsync(new byte[Length - 1]);
        return slow;
    }

    private async Task UntilAccepted()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!(await Post("/ingest", "a", "text/plain")).IsSuccessStatusCode)
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }
}
