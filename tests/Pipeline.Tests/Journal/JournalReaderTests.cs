using System.IO;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Tests.Journal;

/// <summary>What a reader makes of a disk that fails: three tries, then it is damage.</summary>
public sealed class JournalReaderTests
{
    private readonly CrashDisk _disk = new();

    [Fact]
    public void WhatAReaderKeepsToItselfIsNoneOfTheThreeTries()
    {
        var journal = new OpenJournal(_disk);
        journal.Append(1);
        using var reader = journal.Log.CreateReader(1);
        Assert.True(reader.TryRead(out _));
        journal.Append(1);
        _disk.Fault = (action, _) => action == DiskAction.Read ? FaultDisk.Broken() : null;
        for (var i = 0; i < 5; i++)
        {
            Assert.False(reader.TryReadMore(out _));
        }

        Assert.Throws<IOException>(() => reader.TryRead(out _));
        Assert.False(reader.TryReadMore(out _));
        Assert.Throws<IOException>(() => reader.TryRead(out _));
        Assert.True(reader.TryRead(out var frame));
        Assert.Equal((2, 1), (frame.Position, frame.Missing));
    }

    [Fact]
    public void AReaderThatGotOverAFailureTriesTheNextOneAsOften()
    {
        var journal = new OpenJournal(_disk);
        journal.Append(1);
        using var reader = journal.Log.CreateReader(1);
        _disk.Fault = (action, _) => action == DiskAction.Read ? FaultDisk.Broken() : null;
        Assert.Throws<IOException>(() => reader.TryRead(out _));
        Assert.Throws<IOException>(() => reader.TryRead(out _));
        _disk.Fault = (_, _) => null;
        Assert.True(reader.TryRead(out _));

        journal.Append(1);
        _disk.Fault = (action, _) => action == DiskAction.Read ? FaultDisk.Broken() : null;
        Assert.Throws<IOException>(() => reader.TryRead(out _));
        _disk.Fault = (_, _) => null;
        Assert.True(reader.TryRead(out var frame));
        Assert.Equal((2, 0), (frame.Position, frame.Missing));
    }
}
