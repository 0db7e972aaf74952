using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Runtime;

/// <summary>The flush at a signal, or when a host has stopped: before the stop, whose time it shares.</summary>
/// <remarks>
/// Both together take no longer than the shutdown may: the flush half of it at the most, the stop what is left. A sink that
/// is down would use up the flush's half for nothing, and one that is refused is not waited for at all. Where a stop follows
/// for certain, the flush is over when any sink is in trouble, and the stop delivers what the others have. Behind a signal
/// there may be none: then the others are waited for.
/// </remarks>
internal sealed class LastFlush(
    TimeSpan shutdownTimeout,
    TimeProvider clock,
    Func<CancellationToken, Task> flush,
    Func<IReadOnlyList<SinkStatus>> sinks
)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(50);

    private long _spent;

    /// <summary>The longest that it takes.</summary>
    public TimeSpan Limit { get; } = shutdownTimeout / 2;

    /// <summary>How long the stop may take.</summary>
    public TimeSpan TimeLeft => shutdownTimeout - TimeSpan.FromTicks(Interlocked.Read(ref _spent));

    /// <summary>Flushes, if it is worth it. Does not tell how it went: the stop will.</summary>
    public Task BeforeStopAsync(CancellationToken cancellationToken) =>
        IsInTrouble() ? Task.CompletedTask : RunAsync(IsInTrouble, cancellationToken);

    /// <summary>Flushes all sinks that are not in trouble.</summary>
    public Task AtSignalAsync() =>
        sinks().Any(IsRunning)
            ? RunAsync(() => IsInTrouble() && !sinks().Any(sink => IsRunning(sink) && IsBehind(sink)), default)
            : Task.CompletedTask;

    private async Task RunAsync(Func<bool> isOver, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await WaitAsync(flush(end.Token), isOver, began, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The host's time is over; the stop will account for what is left.
        }

        await end.CancelAsync().ConfigureAwait(false);
        Interlocked.Exchange(ref _spent, Math.Min(clock.GetElapsedTime(began).Ticks, Limit.Ticks));
    }

    /// <summary>The accounts of the sinks that have not delivered everything, nor keep it in the journal; null when there are none.</summary>
    public string? WhatIsLeft()
    {
        var late = sinks().Where(IsBehind).Select(sink => $"{sink.Name}: {sink.Ledger}").ToArray();
        return late.Length == 0 ? null : string.Join("; ", late);
    }

    private async Task WaitAsync(Task flushing, Func<bool> isOver, long began, CancellationToken cancellationToken)
    {
        while (
            !flushing.IsCompleted
            && !isOver()
            && Limit - clock.GetElapsedTime(began) is var left
            && left > TimeSpan.Zero
        )
        {
            var look = Task.Delay(left < LookInterval ? left : LookInterval, clock, cancellationToken);
            await Task.WhenAny(flushing, look).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private bool IsInTrouble() => !sinks().All(IsRunning);

    private static bool IsRunning(SinkStatus sink) => sink.State == SinkState.Running;

    private static bool IsBehind(SinkStatus sink) => sink.Ledger.Buffered > sink.Ledger.Journaled;
}
