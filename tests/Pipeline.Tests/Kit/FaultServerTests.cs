using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Tests.Kit;

/// <summary>The fault server does what it says, so that the tests that lean on it mean something.</summary>
public sealed class FaultServerTests : IAsyncLifetime
{
    private readonly FaultServer _server = FaultServer.Start();
    private readonly TcpClient _client = new();

    public Task InitializeAsync() => _client.ConnectAsync("127.0.0.1", _server.Port);

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task TheScriptIsPlayedInOrderAndThenItIs200()
    {
        _server.Answers(503, 429).Answers(FaultReply.Redirect(302, "/there"));
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });

        var statuses = new int[4];
        for (var i = 0; i < statuses.Length; i++)
        {
            using var response = await client.GetAsync(_server.Url());
            statuses[i] = (int)response.StatusCode;
        }

        Assert.Equal([503, 429, 302, 200], statuses);
    }

    [Fact]
    public async Task RequestsAreKeptAsTheyCame()
    {
        await SendAsync(
            "POST /a?b=c HTTP/1.1\r\nHost: x\r\nX-Name: one\r\nx-name: two\r\nContent-Length: 6\r\n\r\n天天"
        );
        await _server.Received(1);

        var request = _server.Requests[0];
        Assert.Equal((1, 1, "POST", "/a?b=c"), (request.Number, request.Connection, request.Method, request.Target));
        Assert.Equal(("one, two", "天天"), (request.Header("X-NAME"), request.Text));
    }

    [Fact]
    public async Task ABodyInChunksIsPutTogether()
    {
        await SendAsync(
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\nGET /next HTTP/1.1\r\n\r\n"
        );
        await _server.Received(2);

        Assert.Equal(["abcde", ""], _server.Requests.Select(request => request.Text));
    }

    [Fact]
    public async Task WhatHangsGoesOnWhenItIsReleased()
    {
        _server.Hangs(Hang.AfterHeaders);

        await SendAsync("GET / HTTP/1.1\r\n\r\n");
        await _server.Hung();
        Assert.Equal("HTTP/1.1 200 Status 200", await ReadLineAsync());
        _server.Release();

        const string rest = "Content-Length: 13\r\n\r\nhalf and half";
        Assert.Equal(rest, await ReadAsync(rest.Length));
    }

    [Fact]
    public async Task AResetIsAReset()
    {
        _server.Breaks(Break.ResetBeforeHeaders);

        await SendAsync("GET / HTTP/1.1\r\n\r\n");

        var failure = await Assert.ThrowsAsync<IOException>(() => ReadAsync(1));
        Assert.Equal(SocketError.ConnectionReset, ((SocketException)failure.InnerException!).SocketErrorCode);
    }

    [Fact]
    public async Task AfterAStopItListensOnTheSamePort()
    {
        var port = _server.Port;

        _server.Stop();
        using var refused = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => refused.ConnectAsync("127.0.0.1", port));
        _server.StartAgain();
        using var accepted = new TcpClient();
        await accepted.ConnectAsync("127.0.0.1", port);

        Assert.Equal(port, _server.Port);
    }

    [Fact]
    public async Task RequestsAtTheSameTimeAreCounted()
    {
        _server.Hangs(Hang.BeforeHeaders).Hangs(Hang.BeforeHeaders);
        using var second = new TcpClient();
        await second.ConnectAsync("127.0.0.1", _server.Port);

        await SendAsync("GET / HTTP/1.1\r\n\r\n");
        await _server.Hung(1);
        await second.GetStream().WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
        await _server.Hung(2);

        Assert.Equal(2, _server.MostAtOnce);
    }

    private Task SendAsync(string text) => _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    private async Task<string> ReadLineAsync()
    {
        var line = new StringBuilder();
        while (!line.ToString().EndsWith("\r\n", StringComparison.Ordinal))
        {
            line.Append(await ReadAsync(1));
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>Reads until the text has so many characters more, or ends.</summary>
    private async Task<string> ReadAsync(int count)
    {
        var buffer = new byte[count];
        var read = await _client.GetStream().ReadAtLeastAsync(buffer, count, throwOnEndOfStream: false);
        return Encoding.ASCII.GetString(buffer, 0, read);
    }
}
