using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Sinks;

/// <summary>
/// Every status and every fault of a receiver against what follows from it, through a whole pipeline: the kind of the
/// failure, the order in which the receiver hears the events, and the account at the end.
/// </summary>
public sealed class EndpointMatrixTests : IAsyncLifetime
{
    private const int Events = 6;

    // The event that goes wrong.
    private const int Third = 3;

    private static readonly byte[] Garbage = "SSH-2.0-OpenSSH_9.2\r\n\r\n"u8.ToArray();
    private static readonly byte[] Hints =
        "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray();
    private static readonly string HugeHeader = new('x', 100_000);

    /// <summary>What the receiver does with the third event, and what is to follow.</summary>
    private static readonly Dictionary<string, EndpointFault> Faults = new()
    {
        ["hangs before it reads the body"] = new(Hangs(Hang.BeforeReadingBody), FailureKind.Transient)
        {
            IsSlow = true,
        },
        ["hangs before it answers"] = new(Hangs(Hang.BeforeHeaders), FailureKind.Transient) { IsSlow = true },
        ["hangs behind the headers of a 200"] = new(Hangs(Hang.AfterHeaders), null) { IsSlow = true },
        ["hangs in the body of a 200"] = new(Hangs(Hang.MidBody), null) { IsSlow = true },
        ["hangs behind the headers of a 503"] = new(Hangs(Hang.AfterHeaders, 503), FailureKind.Transient)
        {
            IsSlow = true,
        },
        ["hangs in the body of a 422"] = new(Hangs(Hang.MidBody, 422), FailureKind.Rejected) { IsSlow = true },
        ["reads slowly"] = new(Replies(new() { ReadPause = TimeSpan.FromMilliseconds(20) }), null),
        ["answers late"] = new(Replies(new() { Delay = TimeSpan.FromMilliseconds(50) }), null),
        ["answers byte by byte"] = new(Replies(new() { StatusPause = TimeSpan.FromMilliseconds(2) }), null),
        ["resets in the request"] = new(Breaks(Break.ResetInRequest), FailureKind.Transient),
        ["resets before it answers"] = new(Breaks(Break.ResetBeforeHeaders), FailureKind.Transient),
        ["resets in the status line"] = new(Breaks(Break.ResetMidHeaders), FailureKind.Transient),
        ["resets in the body of a 503"] = new(Breaks(Break.ResetMidBody, 503), FailureKind.Transient),
        ["closes in the body of a 200"] = new(Breaks(Break.CloseMidBody), null),
        ["closes in the body of a 400"] = new(Breaks(Break.CloseMidBody, 400), FailureKind.Rejected),
        ["closes its half behind a 200"] = new(Breaks(Break.HalfClose), null) { MayBreakNext = true },
        ["closes behind every answer"] = new(server => server.Otherwise = new() { Closes = true }, null)
        {
            MayBreakNext = true,
        },
        ["says less than it sends"] = new(Replies(FaultReply.Of(200, "too much") with { ContentLength = 3 }), null),
        ["says more than it sends"] = new(
            Replies(FaultReply.Of(200, "short") with { ContentLength = 300, Closes = true }),
            null
        ),
        ["answers in chunks"] = new(Replies(FaultReply.Of(200, "{\"ok\":true}") with { IsChunked = true }), null),
        ["answers without end"] = new(Replies(new() { Padding = 1L << 40 }), null),
        ["fails without end"] = new(Replies(new() { Status = 500, Padding = 1L << 40 }), FailureKind.Transient),
        ["answers with huge headers"] = new(
            Replies(FaultReply.Of(200).With("X-Huge", HugeHeader)),
            FailureKind.Transient
        ),
        ["gives hints before it answers"] = new(Replies(new() { Raw = Hints }), null),
        ["does not speak HTTP"] = new(Replies(new() { Raw = Garbage }), FailureKind.Transient),
        ["closes without an answer"] = new(Replies(new() { Raw = [] }), FailureKind.Transient),
        ["answers half a status"] = new(Replies(new() { Raw = "HTTP/1.1 20"u8.ToArray() }), FailureKind.Transient),
        ["redirects"] = new(Replies(FaultReply.Redirect(307, "http://127.0.0.1:9/")), FailureKind.Refused),
        ["asks for time, in seconds"] = new(Replies(FaultReply.RetryAfter(429, "0")), FailureKind.Transient),
        ["asks for time, by a date"] = new(
            Replies(FaultReply.RetryAfter(503, "Wed, 23 Sep 2020 10:46:26 GMT")),
            FailureKind.Transient
        ),
        ["asks for time, unreadably"] = new(Replies(FaultReply.RetryAfter(503, "soon")), FailureKind.Transient),
        ["refuses before it reads the body"] = new(
            Replies(FaultReply.Of(401) with { IsBeforeBody = true }),
            FailureKind.Refused
        ),
    };

    /// <summary>What goes wrong with connections, before the first event is sent.</summary>
    private static readonly Dictionary<string, EndpointFault> Connections = new()
    {
        ["dies on accept"] = new(server => server.DiesOnAccept(3), FailureKind.Transient),
        ["accepts and is never heard of again"] = new(server => server.HoldsOnAccept(), FailureKind.Transient)
        {
            IsSlow = true,
        },
        ["is not there"] = new(server => server.Stop(), FailureKind.Transient) { Mend = server => server.StartAgain() },
    };

    private readonly FaultServer _server = FaultServer.Start();

    public static TheoryData<int> Statuses => [.. Enumerable.Range(300, 300)];

    public static TheoryData<string> FaultNames => [.. Faults.Keys];

    public static TheoryData<string> ConnectionNames => [.. Connections.Keys];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Statuses))]
    public Task EveryStatusKeepsTheOrderAndTheAccount(int status) =>
        ExpectThirdToFail(new(server => server.Answers(status), HttpStatusPolicyTests.Expected(status)));

    [Theory]
    [MemberData(nameof(FaultNames))]
    public Task EveryFaultKeepsTheOrderAndTheAccount(string name) => ExpectThirdToFail(Faults[name]);

    [Theory]
    [MemberData(nameof(ConnectionNames))]
    public async Task EveryFaultOfConnectingKeepsTheOrderAndTheAccount(string name)
    {
        var fault = Connections[name];
        fault.Arm(_server);
        await using var pipeline = Build(fault.IsSlow);

        Log(pipeline, 1, Events);
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].LastFailure is not null);
        fault.Mend(_server);
        await pipeline.FlushAsync().WithinLimit();

        ExpectOrder(Enumerable.Range(1, Events), fault.IsSlow);
        ExpectAccount(pipeline, fault);
    }

    [Fact]
    public async Task AConnectionThatDiedBetweenTwoRequestsIsNotNoticed()
    {
        await using var pipeline = Build();

        Log(pipeline, 1, Third);
        await pipeline.FlushAsync().WithinLimit();
        _server.Stop();
        _server.StartAgain();
        Log(pipeline, Third + 1, Events);
        await pipeline.FlushAsync().WithinLimit();

        ExpectOrder(Enumerable.Range(1, Events));
        ExpectAccount(pipeline, new(_ => { }, pipeline.Sinks[0].LastFailure?.Kind));
    }

    [Fact]
    public async Task APageWithoutTlsAtASecureUrlKeepsTheDataHere()
    {
        await using var pipeline = Build(
            isSlow: true,
            url: _server.Url().Replace("http:", "https:", StringComparison.Ordinal)
        );

        Log(pipeline, 1, Events);
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].LastFailure is not null);
        var status = pipeline.Sinks[0];

        Assert.Contains(status.LastFailure!.Kind, new[] { FailureKind.Refused, FailureKind.Transient });
        Assert.Equal((0, Events), (status.Ledger.Delivered, status.Ledger.Buffered));
        await pipeline.StopAsync(TimeSpan.Zero);
    }

    public static TheoryData<int> Rejections =>
        [.. Enumerable.Range(400, 100).Where(status => HttpStatusPolicyTests.Expected(status) == FailureKind.Rejected)];

    [Theory]
    [MemberData(nameof(Rejections))]
    public async Task AnEventThatIsRejectedAmongManyIsFoundAndTheRestArrivesInOrder(int status)
    {
        // Whatever it comes with, a request with the third event is not taken.
        _server.Judges = request => request.Text.Contains("event 3\"") ? FaultReply.Of(status) : null;
        await using var pipeline = Build(payload: HttpPayload.NdJson);

        Log(pipeline, 1, Events);
        await pipeline.FlushAsync().WithinLimit();

        var taken = _server.Requests.Where(request => !request.Text.Contains("event 3\"")).SelectMany(NumbersOf);
        Assert.Equal(Enumerable.Range(1, Events).Where(number => number != Third), taken);
        ExpectAccount(pipeline, new(_ => { }, FailureKind.Rejected));
    }

    /// <summary>The first two events arrive, the fault meets the third, and everything behind it is right again.</summary>
    private async Task ExpectThirdToFail(EndpointFault fault)
    {
        _server.Answers(200, 200);
        fault.Arm(_server);
        await using var pipeline = Build(fault.IsSlow);

        Log(pipeline, 1, Events);
        await pipeline.FlushAsync().WithinLimit();

        ExpectOrder(Enumerable.Range(1, Events), fault.IsSlow || fault.MayBreakNext);
        ExpectAccount(pipeline, fault);
        if (fault.Kind is FailureKind.Transient or FailureKind.Refused)
        {
            Assert.True(pipeline.Sinks[0].Retries >= 1);
        }
    }

    /// <summary>The receiver heard every event, in order; again only the one that it had last heard.</summary>
    private void ExpectOrder(IEnumerable<int> expected, bool mayMissOne = false)
    {
        var heard = _server.Requests.SelectMany(NumbersOf).ToArray();
        Assert.True(heard.SequenceEqual(heard.Order()), $"out of order: {string.Join(' ', heard)}");
        Assert.Equal(expected, heard.Distinct());
        Assert.True(mayMissOne || heard.Length <= Events + 1, $"repeats: {string.Join(' ', heard)}");
    }

    private static void ExpectAccount(LogPipeline pipeline, EndpointFault fault)
    {
        var status = pipeline.Sinks[0];
        var rejected = fault.Kind == FailureKind.Rejected ? 1 : 0;
        if (!fault.MayBreakNext || status.LastFailure?.Kind != FailureKind.Transient)
        {
            Assert.Equal(fault.Kind, status.LastFailure?.Kind);
        }

        Assert.True(status.Ledger.IsBalanced);
        Assert.Equal(
            (Events - rejected, rejected, 0, 0),
            (status.Ledger.Delivered, status.Ledger.DeadLettered, status.Ledger.Dropped, status.Ledger.Buffered)
        );
    }

    private static IEnumerable<int> NumbersOf(ReceivedRequest request) =>
        request
            .Text.Replace('+', ' ')
            .Split("event ")
            .Skip(1)
            .Select(text => int.Parse(text.TakeWhile(char.IsAsciiDigit).ToArray()));

    private static void Log(LogPipeline pipeline, int first, int last)
    {
        var logger = pipeline.LoggerProvider.CreateLogger("matrix");
        for (var number = first; number <= last; number++)
        {
#pragma warning disable CA2254 // The text is what is looked for on the wire.
            logger.LogInformation($"event {number}");
#pragma warning restore CA2254
        }
    }

    private LogPipeline Build(bool isSlow = false, HttpPayload payload = HttpPayload.Form, string? url = null) =>
        Running.Pipeline(builder =>
            builder.AddSink(
                "http",
                new HttpSinkOptions
                {
                    Url = url ?? _server.Url(),
                    Format = "{Message}{NewLine}",
                    Payload = payload,
                    // Where the end of a wait is the outcome it is short, but not so short that a busy machine would make it
                    // the outcome of the other requests too.
                    Timeout = TimeSpan.FromSeconds(isSlow ? 3 : 60),
                    ConnectTimeout = TimeSpan.FromSeconds(isSlow ? 3 : 60),
                    Retry = new RetryOptions
                    {
                        MinBackoff = TimeSpan.FromMilliseconds(1),
                        MaxBackoff = TimeSpan.FromMilliseconds(5),
                        RefusedBackoff = TimeSpan.FromMilliseconds(1),
                    },
                }
            )
        );

    private static Action<FaultServer> Hangs(Hang where, int status = 200) => server => server.Hangs(where, status);

    private static Action<FaultServer> Breaks(Break where, int status = 200) => server => server.Breaks(where, status);

    private static Action<FaultServer> Replies(FaultReply reply) => server => server.Answers(reply);
}
