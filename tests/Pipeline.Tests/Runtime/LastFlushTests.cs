using System;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Runtime;

/// <summary>A shutdown has one time, for the flush and for the stop.</summary>
[Trait("Law", "8")]
public sealed class LastFlushTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly ManualClock _clock = new(Some.Time);

    [Fact]
    public async Task AFlushWithoutEndTakesHalfOfTheTimeAndLeavesTheRest()
    {
        var flush = Flush(() => SinkState.Running, Never);
        var running = flush.BeforeStopAsync(CancellationToken.None);
        Assert.False(running.IsCompleted);

        await AdvanceUntilAsync(running);

        Assert.Equal(Timeout / 2, flush.TimeLeft);
    }

    [Fact]
    public async Task WhatTheFlushHasTakenIsTakenOffTheStop()
    {
        var flush = Flush(
            () => SinkState.Running,
            _ =>
            {
                _clock.Advance(TimeSpan.FromSeconds(2));
                return Task.CompletedTask;
            }
        );
        Assert.Equal(Timeout, flush.TimeLeft);

        await flush.BeforeStopAsync(CancellationToken.None).WithinLimit();

        Assert.Equal(TimeSpan.FromSeconds(8), flush.TimeLeft);
    }

    [Theory]
    [InlineData(SinkState.BackingOff)]
    [InlineData(SinkState.Open)]
    [InlineData(SinkState.Refused)]
    [InlineData(SinkState.Paused)]
    public async Task ThereIsNoFlushWhileASinkIsInTrouble(SinkState state)
    {
        var flush = Flush(() => state, Never);

        await flush.BeforeStopAsync(CancellationToken.None).WithinLimit();

        Assert.Equal(Timeout, flush.TimeLeft);
    }

    [Fact]
    public async Task TheFlushIsOverWhenASinkGetsIntoTrouble()
    {
        var state = SinkState.Running;
        var flush = Flush(() => state, Never);
        var running = flush.BeforeStopAsync(CancellationToken.None);

        state = SinkState.Refused;
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        await running.WithinLimit();

        Assert.InRange(flush.TimeLeft, Timeout - TimeSpan.FromMilliseconds(100), Timeout);
    }

    [Fact]
    [Trait("Law", "5")]
    public async Task AtASignalTheOthersAreWaitedForWhenASinkIsInTrouble()
    {
        var behind = 5;
        SinkStatus[] Sinks() => [Status(SinkState.Open, behind: 9), Status(SinkState.Running, behind)];
        var flush = new LastFlush(Timeout, _clock, Never, Sinks);
        var running = flush.AtSignalAsync();
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.False(running.IsCompleted);

        behind = 0;
        await AdvanceUntilAsync(running);

        Assert.InRange(flush.TimeLeft, Timeout * 0.9, Timeout);
    }

    [Fact]
    public async Task AtASignalNobodyIsWaitedForWhenAllSinksAreInTrouble()
    {
        var flush = Flush(() => SinkState.Refused, Never);

        await flush.AtSignalAsync().WithinLimit();

        Assert.Equal(Timeout, flush.TimeLeft);
    }

    [Fact]
    public async Task AHostDoesNotWaitForASinkThatIsRefused()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddActorLog(p =>
            p.AddSink("sink", _ => new RefusedSink())
                .With(o => o with { ShutdownTimeout = TimeSpan.FromDays(1), SelfLog = false })
        );
        using var host = builder.Build();
        await host.StartAsync();
        var pipeline = host.Services.GetRequiredService<LogPipeline>();
        host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Shop").LogInformation("refused");
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].State == SinkState.Refused, "the sink is refused");

        await host.StopAsync().WithinLimit();
    }

    private static Task Never(CancellationToken cancellationToken) =>
        new TaskCompletionSource().Task.WaitAsync(cancellationToken);

    private async Task AdvanceUntilAsync(Task running)
    {
        await Eventually.HoldsAsync(
            () =>
            {
                _clock.Advance(TimeSpan.FromMilliseconds(10));
                return running.IsCompleted;
            },
            "the end"
        );
        await running;
    }

    private LastFlush Flush(Func<SinkState> state, Func<CancellationToken, Task> flush) =>
        new(Timeout, _clock, flush, () => [Status(state())]);

    private static SinkStatus Status(SinkState state, long behind = 0) =>
        new()
        {
            Name = "sink",
            Type = "some",
            State = state,
            Drops = new(),
            Ledger = new(behind, 0, 0, 0, 0, behind),
        };

    private sealed class RefusedSink : ILogSink
    {
        public ValueTask<SinkResult> WriteAsync(LogBatch batch, CancellationToken cancellationToken) =>
            new(SinkResult.Failed(new SinkFailure(FailureKind.Refused, "no")));

        public ValueTask FlushAsync(CancellationToken cancellationToken) => default;

        public ValueTask DisposeAsync() => default;
    }
}
