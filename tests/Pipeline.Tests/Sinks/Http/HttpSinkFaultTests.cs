using System;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

/// <summary>All the ways in which a receiver goes wrong: what the sink answers, and that the next try works.</summary>
public sealed class HttpSinkFaultTests : HttpSinkTest
{
    private static readonly byte[] Garbage = Encoding.ASCII.GetBytes("SSH-2.0-OpenSSH_9.2\r\n\r\n");

    [Theory]
    [InlineData(503, FailureKind.Transient)]
    [InlineData(429, FailureKind.Transient)]
    [InlineData(401, FailureKind.Refused)]
    [InlineData(404, FailureKind.Refused)]
    [InlineData(501, FailureKind.Refused)]
    public async Task AnAnswerThatFailsStopsTheBatchWhereItIs(int status, FailureKind kind)
    {
        Server.Answers(200, 200).Answers(FaultReply.Of(status, "no\nway"));
        await using var sink = Create();

        var result = await WriteAsync(sink, Some.Events(5));

        Assert.Equal(2, result.DeliveredPrefix);
        Assert.Equal(
            new SinkFailure(kind, $"HTTP {status} (no way)") { Status = status, Response = "no way" },
            result.Failure
        );
        Assert.Equal(3, Server.RequestCount);
        Assert.True((await WriteAsync(sink, Some.Events(3, first: 3))).IsDelivered);
    }

    [Fact]
    public async Task AnEventThatIsRejectedAloneIsNamedAndTheRestIsLeft()
    {
        Server.Answers(200, 200, 422);
        await using var sink = Create();

        var result = await WriteAsync(sink, Some.Events(5));

        Assert.Equal([null, null, FailureKind.Rejected], result.Verdicts!.Select(verdict => verdict?.Kind));
        Assert.Equal(3, Server.RequestCount);
    }

    [Theory]
    [InlineData("GET", 5000, FailureKind.Rejected)]
    [InlineData("GET", 50, FailureKind.Refused)]
    [InlineData("POST", 5000, FailureKind.Refused)]
    public async Task AUrlThatIsTooLongForTheHeadersIsTheFaultOfItsEvent(string method, int length, FailureKind kind)
    {
        Server.Answers(431);
        await using var sink = Create(Options with { Method = method });

        var result = await WriteAsync(sink, Some.Event(new string('x', length)));

        Assert.Equal(kind, (result.Failure ?? result.Verdicts![0])?.Kind);
    }

    [Fact]
    public async Task ManyEventsThatAreRejectedTogetherAreLeftToBeSplit()
    {
        Server.Answers(413);
        var options = Options with { Payload = HttpPayload.NdJson };
        await using var sink = new HttpSink(options, Some.Context(Clock), new LineFormatter());

        var result = await WriteAsync(sink, Some.Events(5));

        Assert.Equal((FailureKind.Rejected, 0), (result.Failure!.Kind, result.DeliveredPrefix));
        Assert.Null(result.Verdicts);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Wed, 23 Sep 2020 10:46:26 GMT", 30)]
    public async Task RetryAfterIsHandedOn(string value, int seconds)
    {
        Server.Answers(FaultReply.RetryAfter(429, value));
        await using var sink = Create();

        var result = await WriteAsync(sink, Some.Event());

        Assert.Equal(TimeSpan.FromSeconds(seconds), result.Failure!.RetryAfter);
    }

    [Fact]
    public async Task ARedirectIsNotFollowed()
    {
        Server.Answers(FaultReply.Redirect(302, Server.Url("/elsewhere")));
        await using var sink = Create();

        var result = await WriteAsync(sink, Some.Event());

        Assert.Equal(FailureKind.Refused, result.Failure!.Kind);
        Assert.StartsWith($"HTTP 302 to {Server.Url("/elsewhere")};", result.Failure.Reason);
        Assert.Equal(1, Server.RequestCount);
    }

    [Theory]
    [InlineData(Hang.BeforeReadingBody)]
    [InlineData(Hang.BeforeHeaders)]
    public async Task AnAnswerThatDoesNotComeIsWaitedForUntilTheTimeout(Hang where)
    {
        Server.Hangs(where);
        await using var sink = Create();

        var writing = WriteAsync(sink, Some.Event(new string('x', 20_000_000)), Some.Event());
        await Server.Hung();
        Clock.Advance(TimeSpan.FromSeconds(5.9));
        Assert.False(writing.IsCompleted);
        Clock.Advance(TimeSpan.FromSeconds(0.1));
        var result = await writing;

        Assert.Equal(new SinkFailure(FailureKind.Transient, "no answer within 6 s"), result.Failure);
        Assert.True((await WriteAsync(sink, Some.Event())).IsDelivered);
    }

    [Fact]
    public async Task ARequestThatWasGivenUpIsOverBeforeTheNextIsSent()
    {
        Server.Hangs(Hang.BeforeHeaders).Hangs(Hang.BeforeHeaders);
        await using var sink = Create();

        foreach (var attempt in new[] { 1, 2 })
        {
            var writing = WriteAsync(sink, Some.Event());
            await Server.Hung(attempt);
            Clock.Advance(TimeSpan.FromSeconds(6));
            Assert.Equal(FailureKind.Transient, (await writing).Failure!.Kind);
        }

        Assert.True((await WriteAsync(sink, Some.Event())).IsDelivered);
        Assert.Equal((3, 1), (Server.RequestCount, Server.MostAtOnce));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(503)]
    public async Task ABodyThatHangsDoesNotChangeWhatTheStatusHasSaid(int status)
    {
        Server.Hangs(Hang.MidBody, status);
        var clock = new TellingClock(Clock);
        await using var sink = Options.CreateSink(Some.Context(clock));

        var writing = WriteAsync(sink, Some.Event());
        await clock.Asked;
        Clock.Advance(TimeSpan.FromSeconds(6));
        var result = await writing;

        Assert.Equal(status == 200 ? null : 503, result.Failure?.Status);
        Assert.True((await WriteAsync(sink, Some.Event())).IsDelivered);
        Assert.Equal(2, Server.ConnectionCount);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(503)]
    public async Task ABodyThatBreaksOffDoesNotChangeWhatTheStatusHasSaid(int status)
    {
        Server.Breaks(Break.CloseMidBody, status);
        await using var sink = Create();

        var result = await WriteAsync(sink, Some.Event());

        Assert.Equal(status == 200 ? null : "HTTP 503 (half a)", result.Failure?.Reason);
        Assert.Equal(status == 200 ? null : "half a", result.Failure?.Response);
        Assert.True((await WriteAsync(sink, Some.Event())).IsDelivered);
    }

    [Theory]
    [InlineData(Break.ResetInRequest)]
    [InlineData(Break.ResetBeforeHeaders)]
    public async Task AConnectionThatBreaksBeforeTheAnswerMayPass(Break where)
    {
        Server.Breaks(where);
        await using var sink = Create();

        var result = await WriteAsync(sink, Some.Events(2));

        Assert.Equal((FailureKind.Transient, 0), (result.Failure!.Kind, result.DeliveredPrefix));
        Assert.True((await WriteAsync(sink, Some.Events(2))).IsDelivered);
    }

    [Fact]
    public async Task AnAnswerThatIsNoHttpMayPass()
    {
        Server.Answers(new FaultReply { Raw = Garbage });
        await using var sink = Create();

        var result = await WriteAsync(sink, Some.Event());

        Assert.Equal(FailureKind.Transient, result.Failure!.Kind);
        Assert.True((await WriteAsync(sink, Some.Event())).IsDelivered);
    }

    [Fact]
    public async Task AReceiverThatDiesOnAcceptMayPass()
    {
        Server.DiesOnAccept();
        await using var sink = Create();

        Assert.Equal(FailureKind.Transient, (await WriteAsync(sink, Some.Event())).Failure!.Kind);
        Assert.True((await WriteAsync(sink, Some.Event())).IsDelivered);
    }

    [Fact]
    public async Task ARefusedConnectionMayPassAndSaysWhere()
    {
        Server.Stop();
        await using var sink = Create();

        var result = await WriteAsync(sink, Some.Event());
        Server.StartAgain();

        Assert.Equal(FailureKind.Transient, result.Failure!.Kind);
        Assert.Contains($"127.0.0.1:{Server.Port}", result.Failure.Reason);
        Assert.True((await WriteAsync(sink, Some.Event())).IsDelivered);
    }

    [Fact]
    public async Task ACertificateThatNobodyTrustsKeepsTheDataHere()
    {
        await using var secure = FaultServer.Start(tls: true);
        // On a busy machine a handshake may take longer than senders should wait for one.
        var patient = TimeSpan.FromMinutes(10);
        await using var sink = Create(Options with { Url = secure.Url(), Timeout = patient, ConnectTimeout = patient });

        var result = await WriteAsync(sink, Some.Event());

        Assert.Equal(FailureKind.Refused, result.Failure!.Kind);
        Assert.StartsWith("TLS: ", result.Failure.Reason);
        Assert.Equal(0, secure.RequestCount);
    }

    [Fact]
    public async Task AReceiverThatWantsTlsRejectsNoEvents()
    {
        const string Page =
            "<html>\r\n<head><title>400 The plain HTTP request was sent to HTTPS port</title></head>\r\n<body>\r\n";
        Server.Answers(FaultReply.Of(400, Page));
        await using var sink = Create();

        var result = await WriteAsync(sink, Some.Event());

        Assert.Equal(FailureKind.Refused, result.Failure!.Kind);
    }

    [Fact]
    public async Task AnAnswerLongerThanItSaidDoesNotSpoilTheNext()
    {
        Server.Answers(FaultReply.Of(200, "too much of it") with { ContentLength = 3 });
        await using var sink = Create();

        Assert.True((await WriteAsync(sink, Some.Event())).IsDelivered);
        Assert.True((await WriteAsync(sink, Some.Event())).IsDelivered);
    }

    [Fact]
    public async Task AnAnswerShorterThanItSaidCounts()
    {
        Server.Answers(FaultReply.Of(200, "short") with { ContentLength = 300, Closes = true });
        await using var sink = Create();

        Assert.True((await WriteAsync(sink, Some.Event())).IsDelivered);
        Assert.True((await WriteAsync(sink, Some.Event())).IsDelivered);
    }

    [Fact]
    public async Task AReceiverThatHalfClosesIsConnectedToAgain()
    {
        Server.Breaks(Break.HalfClose);
        await using var sink = Create();

        Assert.True((await WriteAsync(sink, Some.Event())).IsDelivered);
        Assert.True((await WriteAsync(sink, Some.Event())).IsDelivered);
    }

    [Fact]
    public async Task AnAnswerInChunksIsReadToItsEnd()
    {
        Server.Otherwise = FaultReply.Of(200, "{\"ok\":true}") with { IsChunked = true };
        await using var sink = Create();

        await WriteAsync(sink, Some.Events(10));

        Assert.Equal((10, 1), (Server.RequestCount, Server.ConnectionCount));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(503)]
    public async Task AHugeAnswerIsNotReadToItsEnd(int status)
    {
        Server.Answers(new FaultReply { Status = status, Padding = 1L << 40 });
        await using var sink = Create();

        var result = await WriteAsync(sink, Some.Event());

        Assert.Equal(status == 200 ? null : new string('x', ResponseReader.MostKept), result.Failure?.Response);
        Assert.True((await WriteAsync(sink, Some.Event())).IsDelivered);
        Assert.Equal(2, Server.ConnectionCount);
    }

    [Fact]
    public async Task WhatIsPackedIsNothingToBeRead()
    {
        Server.Answers(FaultReply.Of(500, "\u001f\u008b\b").With("Content-Encoding", "gzip"));
        await using var sink = Create();

        var result = await WriteAsync(sink, Some.Event());

        Assert.Equal(("HTTP 500", null), (result.Failure!.Reason, result.Failure.Response));
    }

    [Fact]
    public async Task ARefusalBeforeTheBodyIsReadIsHeardOrTriedAgain()
    {
        Server.Answers(FaultReply.Of(413) with { IsBeforeBody = true });
        await using var sink = Create();

        var result = await WriteAsync(sink, Some.Event(new string('x', 20_000_000)), Some.Event());

        var kind = result.Failure?.Kind ?? result.Verdicts![0]!.Kind;
        Assert.Contains(kind, new[] { FailureKind.Rejected, FailureKind.Transient });
        Assert.True((await WriteAsync(sink, Some.Event())).IsDelivered);
    }

    [Fact]
    public async Task AnOrderlyCloseBetweenRequestsIsNotNoticed()
    {
        Server.Otherwise = new FaultReply { Closes = true };
        await using var sink = Create();

        Assert.True((await WriteAsync(sink, Some.Events(10))).IsDelivered);
        Assert.Equal((10, 10, 1), (Server.RequestCount, Server.ConnectionCount, Server.MostAtOnce));
    }

    /// <summary>Tells when the sink asks for the time of day: it has read the head of an answer.</summary>
    private sealed class TellingClock(ManualClock clock) : TimeProvider
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task.WaitAsync(TimeSpan.FromSeconds(30));

        public override long TimestampFrequency => clock.TimestampFrequency;

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            clock.CreateTimer(callback, state, dueTime, period);

        public override DateTimeOffset GetUtcNow()
        {
            _asked.TrySetResult();
            return clock.GetUtcNow();
        }
    }
}
