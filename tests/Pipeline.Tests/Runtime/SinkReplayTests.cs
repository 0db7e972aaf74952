using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Runtime;

/// <summary>A replay delivers in order, tells of each event what became of it, and comes to an end whatever the destination does.</summary>
public sealed class SinkReplayTests
{
    private readonly CollectingSink _sink = new();
    private readonly List<long> _delivered = [];
    private readonly List<(long, string)> _rejected = [];

    [Fact]
    public async Task EventsArriveInOrderAndTheSinkIsFlushedAtTheEnd()
    {
        await using var replay = Replay();
        await replay.RunAsync(Some.Events(10_000), default);

        Assert.Equal(Enumerable.Range(1, 10_000).Select(n => (long)n), _sink.Sequences);
        Assert.Equal(_sink.Sequences, _delivered);
        Assert.Equal(1, _sink.Flushes);
        Assert.Null(replay.GaveUp);
    }

    [Fact]
    public async Task WhatIsRejectedAgainIsToldAndTheRestGoesOn()
    {
        _sink.OnWrite = (batch, _) => new(batch.Events.ToArray().Any(e => e.Sequence % 7 == 0) ? No("HTTP 400") : Yes);
        await using var replay = Replay();
        await replay.RunAsync(Some.Events(50), default);

        Assert.Equal(Enumerable.Range(1, 50).Select(n => (long)n).Where(n => n % 7 != 0), _delivered);
        Assert.Equal([7, 14, 21, 28, 35, 42, 49], _rejected.Select(r => r.Item1));
        Assert.Null(replay.GaveUp);
    }

    [Fact]
    public async Task AFailureIsTriedAgainAndOneTooManyEndsIt()
    {
        var writes = 0;
        _sink.OnWrite = (_, _) =>
            new(++writes == 1 ? SinkResult.Delivered : SinkResult.Failed(new(FailureKind.Transient, "HTTP 503")));
        await using var replay = Replay(o => o with { Batch = o.Batch with { MaxEvents = 10 } });
        await replay.RunAsync(Some.Events(30), default);

        Assert.Equal(10, _delivered.Count);
        Assert.Equal("HTTP 503", replay.GaveUp!.Reason);
        Assert.Equal(1 + 3, writes);
    }

    [Fact]
    public async Task ADurableSinkTriesAgainAsAnyOther()
    {
        var writes = 0;
        _sink.OnWrite = (_, _) => new(++writes <= 2 ? SinkResult.Failed(new(FailureKind.Transient, "HTTP 503")) : Yes);
        await using var replay = Replay(o => o with { Durable = true });
        await replay.RunAsync(Some.Events(30), default);

        Assert.Equal(30, _delivered.Count);
        Assert.Equal(3, writes);
        Assert.Null(replay.GaveUp);
    }

    [Theory]
    [InlineData(FailureKind.Refused)]
    [InlineData(FailureKind.Fatal)]
    public async Task ARefusalEndsItAtOnce(FailureKind kind)
    {
        _sink.OnWrite = (_, _) => new(SinkResult.Failed(new(kind, "no"), 3));
        await using var replay = Replay();
        await replay.RunAsync(Some.Events(30), default);

        Assert.Equal([1, 2, 3], _delivered);
        Assert.Equal(kind, replay.GaveUp!.Kind);
        Assert.Single(_sink.Attempts);
    }

    [Fact]
    public async Task ASinkThatHangsOrThrowsIsMadeAnewUntilItIsEnough()
    {
        _sink.OnWrite = async (batch, _) =>
        {
            if (batch.Attempt == 2)
            {
                throw new InvalidOperationException("broken");
            }

            await new TaskCompletionSource().Task;
            return SinkResult.Delivered;
        };
        var clock = new ManualClock(Some.Time);
        await using var replay = Replay(o => o with { Timeout = TimeSpan.FromMilliseconds(20) }, clock);
        var run = replay.RunAsync(Some.Events(3), default);
        await Eventually.HoldsAsync(() => _sink.Attempts.Count == 1, "the first write hangs");
        await Eventually.HoldsAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(1));
                return run.IsCompleted;
            },
            "the replay gives up"
        );
        await run;

        Assert.Empty(_delivered);
        Assert.InRange(_sink.Created, 1, 3);
        Assert.Equal("no answer within 0.02 s", replay.GaveUp!.Reason);
    }

    [Fact]
    public async Task APlaceholderIsNoDelivery()
    {
        SinkContext? given = null;
        _sink.OnWrite = (batch, _) =>
        {
            given!.ReplaceEvent(batch[1], "is too large");
            return new(SinkResult.Delivered);
        };
        var options = new DelegateSinkOptions(context =>
        {
            given = context;
            return _sink.Create();
        });
        await using var replay = new SinkReplay("key", options, Some.Context(TimeProvider.System), () => 0, Settled);
        await replay.RunAsync(Some.Events(3), default);

        Assert.Equal([1, 3], _delivered);
        Assert.Equal([(2, "is too large")], _rejected);
    }

    [Fact]
    public async Task NoEventsNeedNoSink()
    {
        await using var replay = Replay();
        await replay.RunAsync([], default);

        Assert.Empty(_sink.Attempts);
        Assert.Null(replay.GaveUp);
    }

    [Fact]
    public async Task ItCanBeStopped()
    {
        using var stop = new CancellationTokenSource();
        _sink.OnWrite = async (_, token) =>
        {
            await stop.CancelAsync();
            await new TaskCompletionSource().Task.WaitAsync(token);
            return SinkResult.Delivered;
        };
        await using var replay = Replay();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => replay.RunAsync(Some.Events(3), stop.Token));
    }

    private static SinkResult Yes => SinkResult.Delivered;

    private static SinkResult No(string reason) => SinkResult.Failed(new SinkFailure(FailureKind.Rejected, reason));

    private SinkReplay Replay(Func<SinkOptions, SinkOptions>? change = null, TimeProvider? clock = null)
    {
        SinkOptions options = new DelegateSinkOptions(_ => _sink.Create())
        {
            Retry = new RetryOptions { MinBackoff = TimeSpan.FromMilliseconds(1), RandomFactor = 0 },
            CircuitBreaker = new CircuitBreakerOptions { MaxFailures = 3 },
        };
        return new SinkReplay(
            "replay:some",
            change?.Invoke(options) ?? options,
            Some.Context(clock ?? TimeProvider.System),
            () => 0,
            Settled
        );
    }

    private void Settled(IReadOnlyList<SettledEvent> events)
    {
        foreach (var (logEvent, failure) in events)
        {
            if (failure is null)
            {
                _delivered.Add(logEvent.Sequence);
            }
            else
            {
                _rejected.Add((logEvent.Sequence, failure.Reason));
            }
        }
    }
}
