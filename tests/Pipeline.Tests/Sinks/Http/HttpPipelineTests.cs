using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Sinks;

/// <summary>The whole way from <c>ILogger</c> through a configured sender to a receiver.</summary>
public sealed class HttpPipelineTests : IAsyncLifetime
{
    private readonly FaultServer _server = FaultServer.Start();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task TheTwoMessagesOfTheSeedArriveInOrder()
    {
        await using var pipeline = Build();
        var logger = pipeline.LoggerProvider.CreateLogger("seed");

        logger.LogDebug("今天天气不错");
        logger.LogDebug("是风和日丽的");
        await pipeline.FlushAsync().WithinLimit();

        Assert.Equal(["今天天气不错", "是风和日丽的"], Received());
    }

    [Fact]
    public async Task WithEveryKindOfTroubleTheOrderIsKeptAndEveryEventAccountedFor()
    {
        _server.Answers(200, 422, 503, 200).Breaks(Break.ResetBeforeHeaders).Answers(200, 429, 200, 400, 200);
        await using var pipeline = Build();
        var logger = pipeline.LoggerProvider.CreateLogger("trouble");

        for (var i = 1; i <= 20; i++)
        {
            logger.LogInformation("event {Number}", i);
        }

        await pipeline.FlushAsync().WithinLimit();

        // Events 2 and 6 are rejected and not sent again; 3, 4 and 5 are, where the receiver or the connection failed.
        Assert.Equal(
            new[] { 1, 2, 3, 3, 4, 4, 5, 5, 6 }.Concat(Enumerable.Range(7, 14)).Select(n => $"event {n}"),
            Received()
        );
        var ledger = pipeline.Sinks.Single().Ledger;
        Assert.Equal((18, 2, 0), (ledger.Delivered, ledger.DeadLettered, ledger.Buffered));
        Assert.True(ledger.IsBalanced);
        Assert.Equal(1, _server.MostAtOnce);
    }

    [Fact]
    public void AnotherMethodIsTheErrorOfTheSeedWithItsPlace()
    {
        var failure = Assert.Throws<InvalidOptionsException>(() => Build(("method", "PUT")));

        Assert.Equal([new OptionError("actorlog:sinks:http:method", "method must be GET or POST")], failure.Errors);
    }

    private IEnumerable<string> Received() =>
        _server.Requests.Select(request => Uri.UnescapeDataString(request.Text["log=".Length..].Replace('+', ' ')));

    private LogPipeline Build(params (string Key, string Value)[] settings)
    {
        var values = new Dictionary<string, string?>
        {
            ["actorlog:min-level"] = "debug",
            ["actorlog:sinks:http:type"] = "http",
            ["actorlog:sinks:http:url"] = _server.Url(),
            ["actorlog:sinks:http:format"] = "{Message}{NewLine}",
            ["actorlog:sinks:http:retry:min-backoff"] = "1ms",
            // A machine that stands still for some seconds is none of the troubles that are counted.
            ["actorlog:sinks:http:timeout"] = "1h",
            ["actorlog:sinks:http:connect-timeout"] = "1h",
        };
        foreach (var (key, value) in settings)
        {
            values[$"actorlog:sinks:http:{key}"] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        return LogPipeline.CreateBuilder().Configure(configuration.GetSection("actorlog")).Build();
    }
}
