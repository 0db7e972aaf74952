using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Journal;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Runtime.Intake;
using Xunit;

namespace ActorLog.Tests.Runtime.Intake;

public sealed class ReceptionTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly List<long> _written = [];
    private readonly ManualClock _clock = new(Some.Time);
    private readonly Reception _reception;
    private WriteOutcome _outcome = WriteOutcome.Accepted;
    private long _position = 1;
    private Func<Task> _commit = () => Task.CompletedTask;

    public ReceptionTests()
    {
        _reception = new Reception(
            new ReceivedIndex(ReceivedIndex.DefaultMaxBytes),
            Write,
            () => _commit(),
            () => _position,
            _clock
        );
    }

    [Fact]
    public async Task ARepeatCountsAsTakenAndIsNotTakenAgain()
    {
        Assert.Equal(new TakeResult(WriteOutcome.Accepted, 0), await TakeAsync(1, 2, 3));
        Assert.Equal(new TakeResult(WriteOutcome.Accepted, 2), await TakeAsync(2, 3, 4));
        Assert.Equal(new TakeResult(WriteOutcome.Accepted, 3), await TakeAsync(1, 2, 4));

        Assert.Equal([1, 2, 3, 4], _written);
        Assert.Equal(5, _reception.Repeats);
    }

    [Fact]
    public async Task WhatHasNoOriginIsAlwaysNew()
    {
        LogEventDraft[] drafts = [new() { Message = "a" }, new() { Message = "a" }];

        await _reception.TakeAsync(drafts, Limit, default);
        Assert.Equal(new TakeResult(WriteOutcome.Accepted, 0), await _reception.TakeAsync(drafts, Limit, default));

        Assert.Equal(4, _written.Count);
    }

    [Fact]
    public async Task TheSameEventTwiceInOneRequestIsTakenOnce()
    {
        Assert.Equal(new TakeResult(WriteOutcome.Accepted, 1), await TakeAsync(1, 1));

        Assert.Equal([1], _written);
    }

    [Theory]
    [InlineData(WriteOutcome.Full)]
    [InlineData(WriteOutcome.Stopped)]
    public async Task WhatWasNotTakenIsNewWhenItComesAgain(WriteOutcome outcome)
    {
        _outcome = outcome;
        Assert.Equal(new TakeResult(outcome, 0), await TakeAsync(1, 2));
        _outcome = WriteOutcome.Accepted;

        Assert.Equal(new TakeResult(WriteOutcome.Accepted, 0), await TakeAsync(1, 2));
        Assert.Equal([1, 2], _written);
    }

    [Fact]
    public async Task ARepeatWaitsForTheCommitOfTheFirst()
    {
        var committed = new TaskCompletionSource();
        _commit = () => committed.Task;
        var first = TakeAsync(1, 2);
        var repeat = TakeAsync(2);

        Assert.False(first.IsCompleted || repeat.IsCompleted);
        committed.SetResult();

        Assert.Equal(new TakeResult(WriteOutcome.Accepted, 0), await first);
        Assert.Equal(new TakeResult(WriteOutcome.Accepted, 1), await repeat);
        Assert.Equal([1, 2], _written);
    }

    [Fact]
    public async Task WhatIsNotCommittedInTimeIsNotClaimedAndNotTakenTwice()
    {
        var committed = new TaskCompletionSource();
        _commit = () => committed.Task;
        var first = TakeAsync(1);
        _clock.Advance(Limit);
        Assert.Equal(WriteOutcome.Uncommitted, (await first).Outcome);

        var repeat = TakeAsync(1);
        Assert.False(repeat.IsCompleted);
        committed.SetResult();

        Assert.Equal(new TakeResult(WriteOutcome.Accepted, 1), await repeat);
        Assert.Equal([1], _written);
    }

    [Fact]
    public async Task AJournalThatCannotTakeItNowIsAskedAgain()
    {
        var failures = 2;
        _commit = () => failures-- > 0 ? throw new IOException("no room") : Task.CompletedTask;
        var taking = TakeAsync(1);
        for (var pause = 0; pause < 2; pause++)
        {
            await Eventually.HoldsAsync(() => _clock.NextTimer < Some.Time.AddSeconds(1));
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(new TakeResult(WriteOutcome.Accepted, 0), await taking);
    }

    [Fact]
    public async Task WhatAStopLeftUncommittedIsNotReceived()
    {
        _commit = () => throw new IOException("the journal is closed");
        _reception.Stop();

        Assert.Equal(WriteOutcome.Uncommitted, (await TakeAsync(1)).Outcome);
        Assert.False(Read().IsKnown);
    }

    [Fact]
    public async Task WhoGivesUpWaitingChangesNothing()
    {
        using var gone = new CancellationTokenSource();
        var committed = new TaskCompletionSource();
        _commit = () => committed.Task;
        var taking = _reception.TakeAsync([Draft(1)], Limit, gone.Token).AsTask();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taking);

        Assert.False(Read().IsKnown);
        committed.SetResult();

        await Eventually.HoldsAsync(() => Read().IsKnown);
    }

    [Fact]
    public async Task WhereTheAnswerDoesNotWaitARepeatIsKnownAllTheSame()
    {
        var committed = new TaskCompletionSource();
        var reception = new Reception(
            new ReceivedIndex(ReceivedIndex.DefaultMaxBytes),
            Write,
            () => committed.Task,
            () => 1,
            _clock,
            waits: false
        );

        Assert.Equal(new TakeResult(WriteOutcome.Accepted, 0), await reception.TakeAsync([Draft(1)], Limit, default));
        Assert.Equal(new TakeResult(WriteOutcome.Accepted, 1), await reception.TakeAsync([Draft(1)], Limit, default));
        Assert.False(reception.Read((index, _) => index.Contains(Origin(1)), () => 1));
        committed.SetResult();
        await Eventually.HoldsAsync(() => reception.Read((index, _) => index.Contains(Origin(1)), () => 1));

        Assert.Equal([1], _written);
    }

    [Fact]
    public async Task WhatIsPendingHoldsThePositionThatACheckpointCovers()
    {
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        _commit = () => first.Task;
        _position = 7;
        var one = TakeAsync(1);
        _commit = () => second.Task;
        _position = 9;
        var two = TakeAsync(2);

        Assert.Equal((false, 7), Read(synced: 20));
        first.SetResult();
        await one;
        Assert.Equal((true, 9), Read(synced: 20));
        Assert.Equal((true, 8), Read(synced: 8));
        second.SetResult();
        await two;
        Assert.Equal((true, 20), Read(synced: 20));
    }

    [Fact]
    public async Task ManySendersThatRepeatEverythingAreTakenOnce()
    {
        const int Events = 2_000;
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (var first = 1; first <= Events; first += 10)
                        {
                            await TakeAsync([.. Enumerable.Range(first, 10).Select(n => (long)n)]);
                        }
                    })
                )
        );

        Assert.Equal(Enumerable.Range(1, Events).Select(n => (long)n), _written.Order());
        Assert.Equal(3 * Events, _reception.Repeats);
    }

    [Fact]
    public async Task WhatCannotEvenBeCapturedHoldsUpNothing()
    {
        LogEventDraft[] drafts = [Draft(1), new() { Category = null! }];
        var reception = new Reception(
            new ReceivedIndex(ReceivedIndex.DefaultMaxBytes),
            taken => throw new ArgumentNullException(taken[^1].Category),
            () => _commit(),
            () => _position,
            _clock
        );

        await Assert.ThrowsAsync<ArgumentNullException>(() => reception.TakeAsync(drafts, Limit, default).AsTask());

        _position = 7;
        Assert.Equal(7, reception.Read((_, upTo) => upTo, () => _position));
    }

    private (bool IsKnown, long UpTo) Read(long synced = 1) =>
        _reception.Read((index, upTo) => (index.Contains(Origin(1)), upTo), () => synced);

    private WriteOutcome Write(IReadOnlyList<LogEventDraft> drafts)
    {
        if (_outcome == WriteOutcome.Accepted)
        {
            lock (_written)
            {
                _written.AddRange(drafts.Select(draft => draft.Origin?.Sequence ?? 0));
            }
        }

        return _outcome;
    }

    private Task<TakeResult> TakeAsync(params long[] numbers) =>
        _reception.TakeAsync([.. numbers.Select(Draft)], Limit, default).AsTask();

    private static LogEventDraft Draft(long number) => new() { Origin = Origin(number) };

    private static EventOrigin Origin(long number) => new("20200923104556-0123456789ab", number);
}
