using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class RollingBySizeTests : RollingTests
{
    [Fact]
    public async Task AFullFileGetsTheNextNumberAndTheCurrentFileKeepsItsName()
    {
        await using var sink = Sink(Small);

        await WriteAsync(sink, 8);

        Assert.Equal(["app.1.log", "app.2.log", "app.log"], Folder.FileNames);
        Assert.Equal("event 1\nevent 2\nevent 3\n", Folder.Read("app.1.log"));
        Assert.Equal("event 4\nevent 5\nevent 6\n", Folder.Read("app.2.log"));
        Assert.Equal("event 7\nevent 8\n", Folder.Read("app.log"));
    }

    [Fact]
    public async Task NumbersGoOnAfterARestartAndNoFileIsOverwritten()
    {
        Folder.Write("app.log", "before\n");
        Folder.Write("app.7.log", "seven\n");
        await using var sink = Sink(Small);

        await WriteAsync(sink, 3);

        Assert.Equal("seven\n", Folder.Read("app.7.log"));
        Assert.Equal("before\nevent 1\nevent 2\n", Folder.Read("app.8.log"));
        Assert.Equal("event 3\n", Folder.Read("app.log"));
    }

    [Fact]
    public async Task AnEventLargerThanAFileStandsInAFileOfItsOwn()
    {
        await using var sink = Sink(Small);
        var large = Some.Event(new string('x', 100));

        await WriteAsync(sink, 1);
        await sink.WriteAsync(Some.Batch(large), default);
        await WriteAsync(sink, 1);

        Assert.Equal("event 1\n", Folder.Read("app.1.log"));
        Assert.Equal($"{large.Template.Text}\n", Folder.Read("app.2.log"));
        Assert.Equal("event 2\n", Folder.Read("app.log"));
    }

    [Fact]
    public async Task AFileThatCannotBeRenamedIsWrittenOnAndTriedAgainLater()
    {
        await using var sink = Sink(Small);
        Disk.MoveFailure = () => new IOException("Text file busy");

        await WriteAsync(sink, 5);

        Assert.Equal(["app.log"], Folder.FileNames);
        Assert.Equal(
            $"'{Folder.File("app.log")}' is full but could not be renamed, it is written on: Text file busy",
            Assert.Single(Reports)
        );

        Disk.MoveFailure = null;
        Clock.Advance(TimeSpan.FromMinutes(1));
        await WriteAsync(sink, 1);

        Assert.Equal(5, File.ReadLines(Folder.File("app.1.log")).Count());
        Assert.Equal("event 6\n", Folder.Read("app.log"));
    }

    [Fact]
    public async Task WhatWasWrittenBeforeARollIsNotWrittenAgainWhenTheNextFileFails()
    {
        await using var sink = Sink(Small);
        Disk.OnMove = () => Disk.OpenFailure = FaultDisk.Full;

        var events = Some.Events(4);
        var result = await sink.WriteAsync(Some.Batch(events), default);
        Assert.Equal(3, result.DeliveredPrefix);
        Assert.Equal(FailureKind.Transient, result.Failure?.Kind);

        Disk.OpenFailure = null;
        await sink.WriteAsync(Some.Batch(events[3..]), default);
        Assert.Equal("event 1\nevent 2\nevent 3\n", Folder.Read("app.1.log"));
        Assert.Equal("event 4\n", Folder.Read("app.log"));
    }

    [Fact]
    public async Task AFileThatAnotherProcessHasRolledIsNotRolledAgain()
    {
        await using var sink = Sink(Small);
        await WriteAsync(sink, 3);
        File.Move(Folder.File("app.log"), Folder.File("app.1.log"));
        Folder.Write("app.log", "theirs\n");

        await WriteAsync(sink, 1);

        Assert.Equal(["app.1.log", "app.log"], Folder.FileNames);
        Assert.Equal("theirs\nevent 4\n", Folder.Read("app.log"));
    }

    [Fact]
    public async Task ANumberThatAnotherProcessTakesFirstIsNotOverwritten()
    {
        await using var sink = Sink(Small);
        await WriteAsync(sink, 3);
        Disk.BeforeMove = () =>
        {
            Folder.Write("app.1.log", "theirs\n");
            Disk.BeforeMove = () => { };
        };

        await WriteAsync(sink, 1);

        Assert.Equal(["app.1.log", "app.2.log", "app.log"], Folder.FileNames);
        Assert.Equal("theirs\n", Folder.Read("app.1.log"));
        Assert.Equal("event 1\nevent 2\nevent 3\n", Folder.Read("app.2.log"));
        Assert.Equal("event 4\n", Folder.Read("app.log"));
        Assert.Empty(Reports);
    }

    [Fact]
    public async Task AFileThatAnotherProcessRollsAtTheSameMomentIsNotLost()
    {
        await using var sink = Sink(Small);
        await WriteAsync(sink, 3);
        Disk.BeforeMove = () =>
        {
            File.Move(Folder.File("app.log"), Folder.File("app.1.log"));
            Folder.Write("app.log", "theirs\n");
        };

        await WriteAsync(sink, 1);

        Assert.Equal(["app.1.log", "app.log"], Folder.FileNames);
        Assert.Equal("event 1\nevent 2\nevent 3\n", Folder.Read("app.1.log"));
        Assert.Equal("theirs\nevent 4\n", Folder.Read("app.log"));
        Assert.Empty(Reports);
    }

    [Fact]
    public async Task AFileWhoseNumbersAreAllTakenIsWrittenOn()
    {
        await using var sink = Sink(Small);
        await WriteAsync(sink, 3);
        Directory.CreateDirectory(Folder.File("app.1.log"));

        await WriteAsync(sink, 1);

        Assert.Equal("event 1\nevent 2\nevent 3\nevent 4\n", Folder.Read("app.log"));
        Assert.Equal(
            $"'{Folder.File("app.log")}' is full but the numbers that it could have are taken, it is written on",
            Assert.Single(Reports)
        );
    }
}
