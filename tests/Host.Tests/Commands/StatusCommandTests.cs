using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using ActorLog.Host.Commands;
using ActorLog.Host.Tests.Processes;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Host.Tests.Commands;

/// <summary>What a running host says of itself, over HTTP and by <c>actorlog status</c>.</summary>
public sealed class StatusCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AHostWhoseReceiverIsDownIsDegradedAndHealthyEnough()
    {
        await using var receiver = FaultServer.Start();
        receiver.Otherwise = FaultReply.Of(503);
        using var host = HostProcess.Start(_folder.Path, "run", "-c", Relay(receiver.Url()));
        var address = await host.AddressAsync();
        using var client = new HttpClient();
        await client.PostAsync(new Uri(address, "ingest"), new StringContent("one\ntwo"));
        await receiver.Received(1);

        // The receiver has heard it; the pipeline hears of it soon.
        await EventuallyAsync(async () => await Run("--url", address.ToString()) == 75);
        Assert.Contains("accepted 2, refused 0, repeats 0; ", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("  http: last failure transient: HTTP 503, ", _output.ToString(), StringComparison.Ordinal);
        using var health = await client.GetAsync(new Uri(address, "health"));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Contains("\"degraded\"", await health.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        receiver.Otherwise = FaultReply.Of(200);
        await EventuallyAsync(async () => await Run("--json", "--url", $"{address}ingest") == 0);
        using var document = JsonDocument.Parse(_output.ToString());
        var sink = document.RootElement.GetProperty("sinks")[0];
        Assert.Equal("running", sink.GetProperty("state").GetString());
        Assert.Equal(2, sink.GetProperty("ledger").GetProperty("delivered").GetInt64());
        Assert.True(sink.GetProperty("ledger").GetProperty("isBalanced").GetBoolean());
    }

    [Fact]
    public async Task WebPagesOfOtherSitesAreKeptOut()
    {
        using var host = HostProcess.Start(_folder.Path, "run", "-c", Relay("http://127.0.0.1:9/"));
        var address = await host.AddressAsync();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "status"));
        request.Headers.Host = "evil.example";

        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task WhereNobodyListensIsSaidAndIsAFailure()
    {
        await using var gone = FaultServer.Start();
        gone.Stop();

        Assert.Equal(1, await Run("--url", $"127.0.0.1:{gone.Port}"));

        Assert.StartsWith($"no host answers at http://127.0.0.1:{gone.Port}/: ", _error.ToString());
        Assert.Empty(_output.ToString());
    }

    [Theory]
    [InlineData(200)]
    [InlineData(404)]
    public async Task WhatIsNoHostIsSaidToBeNone(int status)
    {
        await using var other = FaultServer.Start();
        other.Otherwise = FaultReply.Of(status, "<html>");

        Assert.Equal(1, await Run("--url", other.Url()));

        Assert.Equal($"what answers at http://127.0.0.1:{other.Port}/ is no actorlog host\n", _error.ToString());
    }

    [Theory]
    [InlineData("ftp://x/")]
    [InlineData("")]
    public async Task AnAddressThatIsNoneIsBadUsage(string url) => Assert.Equal(2, await Run("--url", url));

    [Fact]
    public async Task TheAddressOfAConfigurationIsItsHttpInputs()
    {
        await using var gone = FaultServer.Start();
        gone.Stop();

        Assert.Equal(1, await Run("--listen", $"127.0.0.1:{gone.Port}"));
        Assert.StartsWith($"no host answers at http://127.0.0.1:{gone.Port}/: ", _error.ToString());
        Assert.Equal(2, await Run("--listen", "127.0.0.1:0"));
        Assert.Equal(78, await Run("-c", _folder.File("missing.conf")));
    }

    private Task<int> Run(params string[] arguments)
    {
        _output.GetStringBuilder().Clear();
        return CommandLine.RunAsync(["status", .. arguments], _output, _error);
    }

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var limit = new System.Threading.CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await holds())
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    private string Relay(string url) =>
        _folder.Write(
            "relay.conf",
            $$"""
            actorlog {
              inputs { http { type = http, listen = "127.0.0.1:0" } }
              sinks { http { type = http, url = "{{url}}", retry { min-backoff = 100ms, max-backoff = 500ms } } }
            }
            """
        );
}
