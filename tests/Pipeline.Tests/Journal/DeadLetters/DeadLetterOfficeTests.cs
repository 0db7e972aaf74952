using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Journal;
using ActorLog.Journal.Payload;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Tests.Journal.DeadLetters;

/// <summary>Whoever buries a letter knows when it is safe, whatever the disk does meanwhile.</summary>
[Trait("Law", "7")]
public sealed class DeadLetterOfficeTests
{
    private readonly CrashDisk _disk = new();
    private readonly ManualClock _clock = new(Some.Time);
    private readonly List<string> _reports = [];

    [Fact]
    public async Task LettersOfManyCallersAreKeptAndSurviveThePower()
    {
        var office = Open();
        var callers = Enumerable
            .Range(0, 8)
            .Select(caller =>
                Task.Run(async () =>
                {
                    for (var i = 0; i < 50; i++)
                    {
                        Assert.True(await office.BuryAsync(Some.Letter(caller * 50 + i + 1)));
                    }
                })
            );
        await Task.WhenAll(callers);

        // Nothing more is done: what is on the medium is what was promised.
        Assert.Equal(Enumerable.Range(1, 400).Select(n => (long)n), AfterPowerFailure().Order());
    }

    [Fact]
    public async Task AnEventMayBeUsedAgainAsSoonAsTheCallHasReturned()
    {
        var office = Open();
        var logEvent = Some.Numbered(1);
        var kept = office.BuryAsync(Some.Letter(1) with { Event = logEvent });
        logEvent.Reset();
        logEvent.Sequence = 99;

        Assert.True(await kept);
        Assert.Equal([1], AfterPowerFailure());
    }

    [Fact]
    public async Task WhileTheDiskFailsLettersWaitAndAreTriedAgain()
    {
        var office = Open();
        _disk.Fault = (action, _) => action == DiskAction.Sync ? new IOException("no space left") : null;
        var kept = office.BuryAsync([Some.Letter(1), Some.Letter(2)]).AsTask();
        await Eventually.HoldsAsync(() => _clock.NextTimer is not null);
        Assert.False(kept.IsCompleted);
        Assert.Equal(2, office.Waiting);
        Assert.Contains("dead letters could not be kept: no space left", _reports);

        _disk.Fault = (_, _) => null;
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(await kept);
        Assert.Equal(0, office.Waiting);
        Assert.Equal([1, 2], AfterPowerFailure());
    }

    [Fact]
    public async Task ManyLettersThatWaitAreKeptInPortions()
    {
        var office = Open(portion: 1);
        _disk.Fault = (action, _) => action == DiskAction.Sync ? new IOException("no space left") : null;
        var first = office.BuryAsync(Some.Letter(1)).AsTask();
        await Eventually.HoldsAsync(() => _clock.NextTimer is not null);
        var second = office.BuryAsync(Some.Letter(2)).AsTask();
        var others = office.BuryAsync([Some.Letter(3), Some.Letter(4), Some.Letter(5)]).AsTask();

        // The disk takes two of them, and fails again.
        _disk.Fault = (action, _) =>
            action == DiskAction.Sync && office.Waiting <= 3 ? new IOException("no space left") : null;
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await first.WithinLimit() && await second.WithinLimit());
        Assert.Equal(3, office.Waiting);

        await Eventually.HoldsAsync(() => _clock.NextTimer is not null);
        _disk.Fault = (_, _) => null;
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await others.WithinLimit());
        Assert.Equal([1, 2, 3, 4, 5], AfterPowerFailure());
    }

    [Fact]
    public async Task WhoMeetsABugIsToldThatNothingIsKeptAndTheNextAreKept()
    {
        var office = Open();
        _disk.Fault = (action, _) => action == DiskAction.Sync ? new InvalidOperationException("tripped") : null;
        Assert.False(await office.BuryAsync(Some.Letter(1)).AsTask().WithinLimit());
        Assert.Equal((0, "tripped"), (office.Waiting, office.Trouble));
        Assert.StartsWith(
            "dead letters could not be kept: a bug in the pipeline, please report it: System.InvalidOperationException",
            _reports.Single()
        );

        _disk.Fault = (_, _) => null;
        Assert.True(await office.BuryAsync(Some.Letter(2)).AsTask().WithinLimit());
        Assert.Null(office.Trouble);
        await office.DisposeAsync();
        Assert.Equal([2], AfterPowerFailure());
    }

    [Fact]
    public async Task AtItsEndItTriesOnceMoreAndSaysWhatIsNotKept()
    {
        var office = Open();
        _disk.Fault = (action, _) => action == DiskAction.Sync ? new IOException("no space left") : null;
        var kept = office.BuryAsync(Some.Letter(1)).AsTask();
        await Eventually.HoldsAsync(() => _clock.NextTimer is not null);
        await office.DisposeAsync();

        Assert.False(await kept);
        Assert.False(await office.BuryAsync(Some.Letter(2)));
    }

    private DeadLetterOffice Open(long portion = long.MaxValue) =>
        new(
            DeadLetterStore.Open(_disk, OpenJournal.Folder, long.MaxValue, _clock, new JournalNotes()),
            _clock,
            text =>
            {
                lock (_reports)
                {
                    _reports.Add(text);
                }
            }
        )
        {
            Portion = portion,
        };

    private List<long> AfterPowerFailure()
    {
        _disk.Crash(_ => 0);
        var log = JournalLog.Open(_disk, OpenJournal.Folder, OpenJournal.Small, ["@kept"], _clock, new JournalNotes());
        var events = new EventDecoder(new LogCategories());
        using var reader = log.CreateReader(1);
        var sequences = new List<long>();
        while (reader.TryRead(out var frame))
        {
            Assert.True(DeadLetterCodec.TryDecode(frame.Payload, events, out var letter, out _));
            sequences.Add(letter.Event.Sequence);
        }

        return sequences;
    }
}
