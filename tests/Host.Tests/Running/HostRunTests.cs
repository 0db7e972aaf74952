using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Host.Configuration;
using ActorLog.Host.Demo;
using ActorLog.Host.Inputs;
using ActorLog.Host.Running;
using ActorLog.Kit;
using ActorLog.Options;
using Xunit;

namespace ActorLog.Host.Tests.Running;

public sealed class HostRunTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SharedText _console = new() { NewLine = "\n" };
    private readonly ManualStop _stop = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WhenTheReceiverIsDownSendersAreToldToComeAgainAndNothingIsLostOrDoubled()
    {
        const int Requests = 100;
        const int LinesEach = 20;
        await using var receiver = new DemoReceiver();
        await receiver.SetAsync(DemoMode.Fails);
        var run = Run(
            $$"""
            actorlog {
              queue.max-events = 100
              inputs { http { type = http, listen = "127.0.0.1:0" } }
              sinks {
                http {
                  type = http, url = "{{receiver.Url}}", format = "{Message}"
                  queue { max-events = 100, when-full = wait }
                  retry { min-backoff = 10ms, max-backoff = 50ms }
                }
              }
            }
            """
        );
        using var client = new HttpClient { BaseAddress = await AddressAsync(run) };

        var refused = 0;
        for (var request = 0; request < Requests; request++)
        {
            var lines = Enumerable.Range((request * LinesEach) + 1, LinesEach).Select(n => $"今天天气不错 #{n}");
            while (await SendAsync(client, string.Join('\n', lines)) is var status and not HttpStatusCode.Accepted)
            {
                Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
                refused++;
                await receiver.SetAsync(refused % 2 == 0 ? DemoMode.Fails : DemoMode.Answers);
            }
        }

        await receiver.SetAsync(DemoMode.Answers);
        _stop.Drain();

        Assert.Equal(0, await run.WithinLimit());
        Assert.True(refused > 0);
        Assert.Null(DemoVerdict.Check(receiver.Numbers, Requests * LinesEach));
    }

    [Fact]
    public async Task ADrainDeliversWhatIsWaiting()
    {
        await using var receiver = new DemoReceiver();
        await receiver.SetAsync(DemoMode.Fails);
        var run = Run(Relay(receiver.Url, "1m"));
        using var client = new HttpClient { BaseAddress = await AddressAsync(run) };
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(client, "a #1\nb #2"));

        _stop.Drain();
        await Eventually(() => _console.ToString().Contains("draining 2 events", StringComparison.Ordinal), run);
        await receiver.SetAsync(DemoMode.Answers);

        Assert.Equal(0, await run.WithinLimit());
        Assert.Equal([1, 2], receiver.Numbers);
        Assert.Contains("  http: accepted 2 = delivered 2 ", _console.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoHasNoTimeGetsTheLedgerAtOnce()
    {
        await using var receiver = new DemoReceiver();
        await receiver.SetAsync(DemoMode.Hangs);
        var run = Run(Relay(receiver.Url, "1h"));
        using var client = new HttpClient { BaseAddress = await AddressAsync(run) };
        await SendAsync(client, "a #1");

        _stop.Drain();
        _stop.Now();

        Assert.Equal(75, await run.WithinLimit());
        Assert.Contains(
            "  http: accepted 1 = delivered 0 + filtered 0 + dropped 1",
            _console.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task WhatTheReceiverRejectedForGoodIsNotDelivered()
    {
        await using var receiver = FaultServer.Start();
        receiver.Otherwise = FaultReply.Of(400);
        var run = Run(Relay(new Uri(receiver.Url()), "1m"));
        using var client = new HttpClient { BaseAddress = await AddressAsync(run) };
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(client, "poison"));

        _stop.Drain();

        Assert.Equal(75, await run.WithinLimit());
        Assert.Contains("dead-lettered 1 ", _console.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnInputThatBreaksIsToldOfAndTakesNothingAlong()
    {
        await using var receiver = new DemoReceiver();
        await receiver.SetAsync(DemoMode.Answers);
        var run = Run(Relay(receiver.Url, "1m"), new BrokenInputOptions { Name = "tape" });
        using var client = new HttpClient { BaseAddress = await AddressAsync(run) };
        await Eventually(
            () =>
                _console
                    .ToString()
                    .Contains(
                        "input 'tape' broke and takes no more: InvalidDataException: torn",
                        StringComparison.Ordinal
                    ),
            run
        );

        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(client, "a #1"));
        _stop.Drain();

        Assert.Equal(1, await run.WithinLimit());
        Assert.Equal([1], receiver.Numbers);
    }

    private Task<int> Run(string configuration, params InputOptions[] more)
    {
        var file = _folder.Write("host.conf", configuration);
        var host = HostComposition.Of(HostConfiguration.Load(file, []));
        Assert.Empty(host.Errors);
        host.Builder.SelfLogWriter = _console;
        return new HostRun(host, [.. host.Inputs, .. more], _stop, _console).RunAsync("test");
    }

    private static string Relay(Uri receiver, string shutdownTimeout) =>
        $$"""
            actorlog {
              shutdown-timeout = {{shutdownTimeout}}
              inputs { http { type = http, listen = "127.0.0.1:0" } }
              sinks {
                http {
                  type = http, url = "{{receiver}}", format = "{Message}"
                  retry { min-backoff = 10ms, max-backoff = 50ms }
                }
              }
            }
            """;

    private async Task<Uri> AddressAsync(Task run)
    {
        Match? match = null;
        await Eventually(
            () => (match = Regex.Match(_console.ToString(), "curl -d 'hello' (http://[^/]+/)")).Success,
            run
        );
        return new Uri(match!.Groups[1].Value);
    }

    private static Task Eventually(Func<bool> condition, Task run) =>
        Kit.Eventually.HoldsAsync(() => condition() || run.IsCompleted);

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, string lines)
    {
        var response = await client.PostAsync("/ingest", new StringContent(lines));
        return response.StatusCode;
    }

    private sealed class ManualStop : IStopRequests
    {
        private readonly CancellationTokenSource _drain = new();
        private readonly CancellationTokenSource _now = new();

        CancellationToken IStopRequests.Drain => _drain.Token;

        CancellationToken IStopRequests.Now => _now.Token;

        public void Drain() => _drain.Cancel();

        public void Now() => _now.Cancel();
    }

    private sealed record BrokenInputOptions : InputOptions
    {
        public override string Type => "broken";

        public override ILogInput CreateInput(InputContext context) => new BrokenInput();

        public override void Validate(OptionErrors errors, string path) { }
    }

    private sealed class BrokenInput : ILogInput
    {
        public IReadOnlyList<string> Description => ["a tape"];

        public Task Completion { get; } = Task.FromException(new InvalidDataException("torn"));

        public Task StartAsync(IEventIntake intake, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Completion;

        public ValueTask DisposeAsync() => default;
    }
}
