using System;
using System.IO;
using System.Linq;
using System.Text;
using ActorLog.Journal;
using ActorLog.Kit;
using Xunit;
using static ActorLog.Tests.Journal.OpenJournal;

namespace ActorLog.Tests.Journal;

/// <summary>Bytes, age, free disk, cursors that nobody uses, and disks that fail.</summary>
public sealed class JournalLimitsTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly JournalLimits Aging = Small with { MaxAge = Hour };
    private readonly CrashDisk _disk = new();
    private readonly TwoClocks _clock = new(Some.Time);

    [Fact]
    public void SegmentsThatAreTooOldGoThoughNobodyHasReadThem()
    {
        var journal = new OpenJournal(_disk, limits: Aging, clock: _clock);
        Fill(journal, 5);
        _clock.Pass(Hour * 0.9);
        Fill(journal, 5);
        _clock.Pass(Hour * 0.2);
        journal.Log.GiveUpAged();
        journal.Log.Checkpoint(sync: false);

        Assert.InRange(journal.Log.First, 13, 16);
        Assert.Equal($"-{journal.Log.First - 1}", journal.Read()[0]);
        Assert.Contains("are older than 01:00:00", journal.Notes.Reports.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(-100)]
    public void SettingTheClockDeletesNothing(int days)
    {
        var journal = new OpenJournal(_disk, limits: Aging, clock: _clock);
        Fill(journal, 5);
        _clock.Wall += TimeSpan.FromDays(days);
        Fill(journal, 5);
        journal.Log.GiveUpAged();
        journal.Log.Checkpoint(sync: false);

        Assert.Equal(Texts(1, 30), journal.Read());
    }

    [Fact]
    public void SegmentsFromTheFutureAreNewAndThoseThatWereOldWhenItWasOpenedGo()
    {
        Fill(new OpenJournal(_disk, limits: Aging, clock: _clock), 5);
        _disk.Kill();
        _clock.Wall -= TimeSpan.FromDays(100);
        var early = new OpenJournal(_disk, limits: Aging, clock: _clock);
        early.Log.GiveUpAged();
        early.Log.Checkpoint(sync: false);
        Assert.Equal(Texts(1, 15), early.Read());
        _clock.Pass(Hour * 1.1);
        early.Log.GiveUpAged();
        early.Log.Checkpoint(sync: false);
        Assert.InRange(early.Log.First, 7, 15);

        _disk.Kill();
        _clock.Wall += TimeSpan.FromDays(200);
        var late = new OpenJournal(_disk, limits: Aging, clock: _clock);
        Fill(late, 1);
        late.Log.GiveUpAged();
        late.Log.Checkpoint(sync: false);
        Assert.InRange(late.Log.First, 13, 16);
    }

    [Fact]
    public void AQuietJournalBeginsANewSegmentAfterAQuarterOfTheAge()
    {
        var journal = new OpenJournal(_disk, limits: Aging with { SegmentSize = 1 << 20 }, clock: _clock);
        journal.Append(1);
        _clock.Pass(Hour * 0.3);
        journal.Append(1);

        Assert.Equal(2, journal.Log.Segments);
    }

    [Fact]
    public void RoomTellsBytesAndFreeDisk()
    {
        var journal = new OpenJournal(_disk, limits: Small with { MaxBytes = 1000, MinFreeDisk = 500 }, clock: _clock);
        Fill(journal, 5);
        Assert.Equal(new JournalRoom(journal.Log.Bytes / 1000.0, DiskIsLow: false), journal.Log.Room);
        Assert.False(journal.Log.Room.IsFull);

        _disk.FreeBytes = 499;
        Assert.True(journal.Log.Room.DiskIsLow);
        _disk.FreeBytes = null;
        Fill(journal, 5);
        Assert.True(journal.Log.Room.IsFull);
    }

    [Fact]
    public void DroppingTheOldestMakesRoomSegmentBySegment()
    {
        var journal = new OpenJournal(_disk, ["a", "b"], Small with { MaxBytes = 1000 }, _clock);
        Fill(journal, 15);
        while (journal.Log.Room.IsFull)
        {
            var (before, goal) = (journal.Log.Bytes, journal.Log.OldestSegmentEnd);
            journal.Log.MoveCursor("a", goal);
            journal.Log.MoveCursor("b", goal);
            journal.Log.Checkpoint(sync: false);
            Assert.True(journal.Log.Bytes < before);
            Assert.Equal(goal, journal.Log.First);
        }

        Assert.InRange(journal.Log.Bytes, 500, 1000);
    }

    [Fact]
    public void ACursorThatNobodyUsesIsKeptUntilTheJournalIsFull()
    {
        Fill(new OpenJournal(_disk, ["a", "gone"]), 5);
        _disk.Kill();
        var journal = new OpenJournal(_disk, ["a"], Small with { MaxBytes = 2000 });
        Assert.Equal(
            ["gone"],
            journal.Log.Recovery.Cursors.Where(cursor => cursor.IsAbsent).Select(cursor => cursor.Name)
        );
        journal.Log.MoveCursor("a", 16);
        journal.Log.Checkpoint(sync: false);
        Assert.Equal(Texts(1, 15), journal.Read(journal.Log.CursorOf("gone")));

        while (journal.Log.First == 1)
        {
            Fill(journal, 1);
            journal.Log.MoveCursor("a", journal.Log.End);
            journal.Log.Checkpoint(sync: false);
            Assert.True(journal.Log.Bytes < 2000);
        }

        Assert.Equal(
            ["the journal is full: given up is what waits for sinks that are not configured any more: 'gone' at 1"],
            journal.Notes.Reports
        );
        Assert.Equal(["a"], journal.Log.Cursors.Select(cursor => cursor.Key));
    }

    [Fact]
    public void ACursorThatComesBackGoesOnWhereItWasAndANewOneBeginsAtTheEnd()
    {
        var large = Small with { SegmentSize = 1 << 20 };
        Fill(new OpenJournal(_disk, ["a", "b"], large), 5);
        _disk.Kill();
        var journal = new OpenJournal(_disk, ["a"], large);
        Fill(journal, 1);
        _disk.Kill();
        journal = new OpenJournal(_disk, ["a", "b", "new"], large);

        Assert.Equal(1, journal.Log.CursorOf("b"));
        Assert.Equal(19, journal.Log.CursorOf("new"));
        // It stays there although the process dies before the first checkpoint.
        journal.Append(1);
        _disk.Crash(_ => 0);
        Assert.Equal(19, new OpenJournal(_disk, ["new"], large).Log.CursorOf("new"));
    }

    [Fact]
    public void SixtyFourCursorsWithTheLongestNamesFit()
    {
        string[] names = [.. Enumerable.Range(0, 64).Select(i => $"{i:D2}{new string('ä', 31)}")];
        var journal = new OpenJournal(_disk, names);
        journal.Append(3);
        journal.Log.MoveCursor(names[63], 3);
        journal.Log.Dispose();

        Assert.Equal(3, new OpenJournal(_disk, names).Log.CursorOf(names[63]));
        Assert.Throws<ArgumentException>(() => new OpenJournal(_disk, [names[0] + "x"]));
        Assert.Throws<ArgumentException>(() => new OpenJournal(_disk, [""]));
    }

    [Fact]
    public void OnAFullDiskACommitIsForgottenAndDoneAgainWhenThereIsRoom()
    {
        var journal = new OpenJournal(_disk);
        journal.Append(3);
        _disk.FreeBytes = 50;
        for (var i = 0; i < 10; i++)
        {
            Assert.Throws<IOException>(() => journal.Append(3));
            Assert.Equal((4, 4), (journal.Log.End, journal.Log.Readable));
        }

        Assert.Equal(Texts(1, 3), journal.Read());
        _disk.FreeBytes = null;
        journal.Append(3);
        Assert.Equal(Texts(1, 6), journal.Read());
        _disk.Crash(_ => 0);
        Assert.Equal(Texts(1, 6), new OpenJournal(_disk).Read());
    }

    [Fact]
    public void OnAFullDiskTheStateIsStillWrittenAndDeletionsMakeRoom()
    {
        var journal = new OpenJournal(_disk);
        Fill(journal, 5);
        _disk.FreeBytes = 0;
        journal.Log.MoveCursor("a", 16);
        journal.Log.Checkpoint(sync: true);

        Assert.InRange(journal.Log.First, 7, 16);
        _disk.Crash(_ => 0);
        Assert.Equal(16, new OpenJournal(_disk).Log.CursorOf("a"));
    }

    [Fact]
    public void AfterAFailedSyncWhatWasCommittedIsWrittenAnew()
    {
        var journal = new OpenJournal(_disk);
        journal.Append(2);
        journal.Append(2, sync: false);
        _disk.Fault = (action, path) =>
            action == DiskAction.Sync && path.EndsWith(".segment", StringComparison.Ordinal)
                ? FaultDisk.Broken()
                : null;
        Assert.Throws<IOException>(() => journal.Append(2));
        Assert.Equal((5, 5, 3), (journal.Log.End, journal.Log.Readable, journal.Log.Synced));
        using var reader = journal.Log.CreateReader(1);
        Assert.Equal(Texts(1, 4), Read(reader));

        _disk.Fault = (_, _) => null;
        journal.Append(2);

        Assert.Equal(7, journal.Log.Synced);
        Assert.Equal(Texts(5, 6), Read(reader));
        Assert.Equal(Texts(1, 6), journal.Read());
        _disk.Crash(_ => 0);
        var again = new OpenJournal(_disk);
        Assert.Equal(Texts(1, 6), again.Read());
        Assert.Equal(0, again.Log.Recovery.LostFrames);
    }

    [Fact]
    public void AForgottenGroupThatCouldNotBeCutIsHiddenByTheNextSegment()
    {
        var journal = new OpenJournal(_disk);
        journal.Append(2);
        _disk.Fault = (action, path) =>
            action is DiskAction.Sync or DiskAction.SetLength && path.EndsWith(".segment", StringComparison.Ordinal)
                ? FaultDisk.Broken()
                : null;
        Assert.Throws<IOException>(() => journal.Append(2));
        _disk.Fault = (_, _) => null;
        journal.Log.Append(2, "another 3"u8);
        journal.Log.Commit(sync: true);
        _disk.Kill();

        journal = new OpenJournal(_disk);
        Assert.Equal(["frame 1", "frame 2", "another 3"], journal.Read());
        Assert.Equal((4, 3), (journal.Log.End, journal.Log.Recovery.Cursors[0].Waiting));
    }

    [Fact]
    public void WhatWasDeletedIsNotTakenForLostWhenTheNewerStateIsDamaged()
    {
        var journal = new OpenJournal(_disk);
        Fill(journal, 5);
        journal.Log.MoveCursor("a", 16);
        journal.Log.Checkpoint(sync: true);
        _disk.Kill();
        var path = $"{Folder}/state";
        var state = _disk.Bytes(path);
        var isFirst = BitConverter.ToInt64(state, 8) > BitConverter.ToInt64(state, JournalState.MaxSize + 8);
        state[isFirst ? 50 : JournalState.MaxSize + 50] ^= 1;
        _disk.Put(path, state);

        journal = new OpenJournal(_disk);
        Assert.Equal(0, journal.Log.Recovery.LostFrames);
        Assert.Equal(16, journal.Log.CursorOf("a"));
    }

    [Fact]
    public void AReaderTriesThreeTimesBeforeItTakesSomethingForDamage()
    {
        var journal = new OpenJournal(_disk);
        journal.Append(2);
        using var reader = journal.Log.CreateReader(1);
        _disk.Fault = (action, _) => action == DiskAction.Read ? FaultDisk.Broken() : null;
        Assert.Throws<IOException>(() => reader.TryRead(out _));
        Assert.Throws<IOException>(() => reader.TryRead(out _));

        Assert.True(reader.TryRead(out var frame));
        Assert.Equal((1, 2), (frame.Position, frame.Missing));
    }

    [Theory]
    [InlineData(DiskAction.Open)]
    [InlineData(DiskAction.Read)]
    public void AStartOnADiskThatFailsSucceedsAndLosesNothingForGood(DiskAction action)
    {
        for (var after = 0; after < 40; after++)
        {
            var disk = new CrashDisk();
            Fill(new OpenJournal(disk), 5);
            disk.Kill();
            var left = after;
            disk.Fault = (found, path) =>
                found == action && !path.EndsWith("state", StringComparison.Ordinal) && left-- <= 0
                    ? FaultDisk.Broken()
                    : null;

            _ = new OpenJournal(disk);
            disk.Kill();
            disk.Fault = (_, _) => null;

            Assert.Equal(Texts(1, 15), new OpenJournal(disk).Read());
        }
    }

    [Fact]
    public void TheLongestPayloadGoesThroughAndALongerOneIsRefused()
    {
        var journal = new OpenJournal(_disk);
        var longest = new byte[JournalLog.MaxPayload];
        new Random(1).NextBytes(longest);
        journal.Log.Append(2, longest);
        journal.Log.Append(2, "short"u8);
        journal.Log.Commit(sync: true);
        Assert.Throws<ArgumentOutOfRangeException>(() => journal.Log.Append(2, new byte[JournalLog.MaxPayload + 1]));

        using var reader = journal.Log.CreateReader(1);
        Assert.True(reader.TryRead(out var frame));
        Assert.True(frame.Payload.SequenceEqual(longest));
        Assert.True(reader.TryRead(out frame));
        Assert.Equal("short", Encoding.UTF8.GetString(frame.Payload));
    }

    [Fact]
    public void WhatIsNotTheJournalsIsLeftAlone()
    {
        Fill(new OpenJournal(_disk), 3);
        _disk.Kill();
        _disk.Put($"{Folder}/notes.txt", "mine"u8);
        _disk.Put($"{Folder}/1.segment", "not ours either"u8);
        var journal = new OpenJournal(_disk);
        journal.Log.Dispose();

        Assert.Equal("mine"u8, _disk.Bytes($"{Folder}/notes.txt"));
        Assert.Contains($"{Folder}/1.segment", _disk.Paths);
    }

    [Fact]
    public void ASegmentOfALaterVersionIsPutAwayAndTold()
    {
        Fill(new OpenJournal(_disk), 3);
        _disk.Kill();
        var path = $"{Folder}/0000000000000000001.segment";
        var bytes = _disk.Bytes(path);
        bytes[6] = 9;
        BitConverter.TryWriteBytes(bytes.AsSpan(60), Crc32C.Of(bytes.AsSpan(0, 60)));
        _disk.Put(path, bytes);

        var journal = new OpenJournal(_disk);

        Assert.Contains(
            "is of a version that is not known here",
            journal.Notes.Reports.Single(),
            StringComparison.Ordinal
        );
        Assert.Equal(1, journal.Log.Recovery.QuarantinedFiles);
        Assert.True(journal.Log.Recovery.LostFrames > 0);
        Assert.Equal(bytes, _disk.Bytes($"{Folder}/quarantine/0000000000000000001.segment"));
    }

    private static void Fill(OpenJournal journal, int groups)
    {
        for (var i = 0; i < groups; i++)
        {
            journal.Append(3);
        }
    }
}
