using System;
using System.IO;
using System.Linq;
using ActorLog.Journal;
using ActorLog.Kit;
using Xunit;
using static ActorLog.Tests.Journal.OpenJournal;

namespace ActorLog.Tests.Journal;

public sealed class JournalLogTests
{
    private readonly CrashDisk _disk = new();

    [Fact]
    public void WhatWasCommittedIsReadInOrderOverManySegments()
    {
        var journal = new OpenJournal(_disk);
        for (var i = 0; i < 20; i++)
        {
            journal.Append(3);
        }

        Assert.Equal(Texts(1, 60), journal.Read());
        Assert.Equal(Texts(17, 60), journal.Read(from: 17));
        Assert.Equal(61, journal.Log.End);
        Assert.True(journal.Log.Segments > 5);
    }

    [Fact]
    public void AGroupIsReadableAfterItsCommitAndNotBefore()
    {
        var journal = new OpenJournal(_disk);
        using var reader = journal.Log.CreateReader(1);
        journal.Log.Append(2, OpenJournal.Payload(1));
        Assert.False(reader.TryRead(out _));
        Assert.Equal(2, journal.Log.End);
        Assert.Equal(1, journal.Log.Readable);

        journal.Log.Commit(sync: false);

        Assert.Equal(2, journal.Log.Readable);
        Assert.Equal(1, journal.Log.Synced);
        Assert.Equal(["frame 1"], Read(reader));
        journal.Log.Sync();
        Assert.Equal(2, journal.Log.Synced);
    }

    [Fact]
    public void TheJournalGoesOnWhereItWasClosed()
    {
        var journal = new OpenJournal(_disk);
        journal.Append(10);
        journal.Log.MoveCursor("a", 4);
        journal.Log.Dispose();

        journal = new OpenJournal(_disk);
        Assert.Equal(new CursorRecovery("a", 4, 7, 0, IsNew: false, IsAbsent: false), journal.Log.Recovery.Cursors[0]);
        journal.Append(5);

        Assert.Equal(Texts(4, 15), journal.Read(journal.Log.CursorOf("a")));
        Assert.Empty(journal.Notes.Reports);
    }

    [Fact]
    public void ASegmentThatThisUserMayNotOpenEndsTheStartAndIsKept()
    {
        var journal = new OpenJournal(_disk);
        for (var i = 0; i < 20; i++)
        {
            journal.Append(3);
        }

        journal.Log.Dispose();
        var last = _disk.Paths.Last(path => JournalNames.IsSegment(Path.GetFileName(path), out _));
        _disk.Fault = (action, path) =>
            action == DiskAction.Open && path == last ? new UnauthorizedAccessException("denied") : null;

        Assert.Throws<UnauthorizedAccessException>(() => new OpenJournal(_disk));
        _disk.Fault = (_, _) => null;

        journal = new OpenJournal(_disk);
        Assert.Equal(Texts(1, 60), journal.Read(journal.Log.CursorOf("a")));
        Assert.Empty(journal.Notes.Reports);
    }

    [Fact]
    public void SegmentsThatNoCursorNeedsAreDeleted()
    {
        var journal = new OpenJournal(_disk, ["a", "b"]);
        for (var i = 0; i < 20; i++)
        {
            journal.Append(3);
        }

        var bytes = journal.Log.Bytes;
        journal.Log.MoveCursor("a", 61);
        journal.Log.Checkpoint(sync: false);
        Assert.Equal(bytes, journal.Log.Bytes);

        journal.Log.MoveCursor("b", 31);
        journal.Log.Checkpoint(sync: false);

        Assert.True(journal.Log.Bytes < bytes * 2 / 3);
        Assert.InRange(journal.Log.First, 20, 31);
        Assert.Equal(Texts(31, 60), journal.Read(31));
        Assert.Equal($"-{journal.Log.First - 1}", journal.Read()[0]);
    }

    [Fact]
    public void ATornTailIsCut()
    {
        var journal = new OpenJournal(_disk);
        journal.Append(5);
        _disk.Kill();
        var path = _disk.Paths.Last(path => path.EndsWith(".segment", StringComparison.Ordinal));
        var bytes = _disk.Bytes(path);
        _disk.Put(path, bytes.AsSpan(0, bytes.Length - 3));

        journal = new OpenJournal(_disk);
        Assert.Equal(28, journal.Log.Recovery.CutBytes);
        journal.Append(2);

        Assert.Equal(["frame 1", "frame 2", "frame 3", "frame 4", "frame 5", "frame 6"], journal.Read());
    }
}
