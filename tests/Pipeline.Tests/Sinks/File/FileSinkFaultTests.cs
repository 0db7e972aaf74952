using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

/// <summary>What a file sink does when the disk does not do what it should.</summary>
public sealed class FileSinkFaultTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FaultDisk _disk = new();
    private readonly ManualClock _clock = new(Some.Time);
    private readonly List<string> _reports = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AFullDiskLeavesNoPartOfTheBatchBehind()
    {
        await using var sink = Sink();
        await sink.WriteAsync(Some.Batch(Some.Events(2)), default);
        _disk.FreeBytes = 12;

        var failure = await Assert.ThrowsAsync<IOException>(async () =>
            await sink.WriteAsync(Some.Batch(Some.Events(2, first: 3)), default)
        );

        Assert.Equal("No space left on device", failure.Message);
        Assert.Equal("event 1\nevent 2\n", _folder.Read("app.log"));
        Assert.Empty(_reports);
    }

    [Fact]
    public async Task ABlockThatWasWrittenBeforeAFailureIsNotWrittenAgain()
    {
        await using var sink = Sink();
        var events = Enumerable.Range(0, 100).Select(n => Some.Event($"{n:000}{new string('x', 996)}")).ToArray();
        _disk.FreeBytes = 70_000;

        var result = await sink.WriteAsync(Some.Batch(events), default);

        Assert.Equal(new SinkFailure(FailureKind.Transient, "No space left on device"), result.Failure);
        Assert.Equal(66, result.DeliveredPrefix);
        Assert.Equal(66, _folder.Read("app.log").Split('\n').Length - 1);

        _disk.FreeBytes = null;
        await sink.WriteAsync(Some.Batch(events[66..]), default);
        Assert.Equal(events.Select(e => e.Template.Text), File.ReadLines(_folder.File("app.log")));
    }

    [Fact]
    public async Task AWriteThatCannotBeTakenBackIsReportedAndTheNextLineStandsAlone()
    {
        await using var sink = Sink();
        await sink.WriteAsync(Some.Batch(Some.Events(1)), default);
        _disk.WriteFailure = FaultDisk.Broken;
        _disk.ShortWrite = 3;
        _disk.CutFailure = FaultDisk.Broken;

        await Assert.ThrowsAsync<IOException>(async () =>
            await sink.WriteAsync(Some.Batch(Some.Events(1, first: 2)), default)
        );
        _disk.WriteFailure = null;
        await sink.WriteAsync(Some.Batch(Some.Events(1, first: 2)), default);

        Assert.Equal("event 1\neve\nevent 2\n", _folder.Read("app.log"));
        Assert.Equal(
            $"a failed write to '{_folder.File("app.log")}' could not be taken back, events may stand there twice: "
                + "Input/output error",
            Assert.Single(_reports)
        );
    }

    [Fact]
    public async Task AWorkerWhoseTimeIsUpStopsAtTheNextBlockAndTakesNothingBack()
    {
        await using var sink = Sink();
        using var deadline = new CancellationTokenSource();
        _disk.OnWrite = deadline.Cancel;
        var events = Enumerable.Range(0, 200).Select(_ => Some.Event(new string('x', 999))).ToArray();

        var result = await sink.WriteAsync(Some.Batch(events), deadline.Token);

        Assert.True(result.IsPartial);
        Assert.Equal(66, result.DeliveredPrefix);
        Assert.Equal(66_000, new FileInfo(_folder.File("app.log")).Length);
    }

    [Fact]
    public async Task WhatAnotherProcessWroteIsNotTakenBack()
    {
        await using var sink = Sink();
        await sink.WriteAsync(Some.Batch(Some.Events(1)), default);
        _disk.WriteFailure = () =>
        {
            File.AppendAllText(_folder.File("app.log"), "another process's long line\n");
            return FaultDisk.Broken();
        };

        await Assert.ThrowsAsync<IOException>(async () =>
            await sink.WriteAsync(Some.Batch(Some.Events(1, first: 2)), default)
        );

        Assert.Equal("event 1\nanother process's long line\n", _folder.Read("app.log"));
    }

    [Fact]
    public async Task ARealDiskThatIsFullIsTransient()
    {
        if (!File.Exists("/dev/full"))
        {
            return;
        }

        await using var sink = new FileSinkOptions { Path = "/dev/full" }.Create(
            Some.Context(_clock, _reports.Add),
            new DiskFileSystem(),
            new LineFormatter()
        );

        var failure = await Assert.ThrowsAsync<IOException>(async () =>
            await sink.WriteAsync(Some.Batch(Some.Events(1)), default)
        );

        Assert.StartsWith("No space left on device", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADeletedFileIsMadeAgainWithinASecond()
    {
        await using var sink = Sink();
        await sink.WriteAsync(Some.Batch(Some.Events(1)), default);

        File.Delete(_folder.File("app.log"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await sink.WriteAsync(Some.Batch(Some.Events(1, first: 2)), default);

        Assert.Equal("event 2\n", _folder.Read("app.log"));
    }

    [Fact]
    public async Task ARenamedFileIsLeftAndANewOneBegun()
    {
        await using var sink = Sink();
        await sink.WriteAsync(Some.Batch(Some.Events(1)), default);

        File.Move(_folder.File("app.log"), _folder.File("moved.log"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await sink.WriteAsync(Some.Batch(Some.Events(1, first: 2)), default);

        Assert.Equal("event 1\n", _folder.Read("moved.log"));
        Assert.Equal("event 2\n", _folder.Read("app.log"));
    }

    [Fact]
    public async Task AFileThatWasReplacedByOneOfTheSameLengthIsNoticed()
    {
        await using var sink = Sink();
        await sink.WriteAsync(Some.Batch(Some.Events(1)), default);

        File.Move(_folder.File("app.log"), _folder.File("moved.log"));
        var born = File.GetCreationTimeUtc(_folder.File("moved.log"));
        // The file system's clock ticks in milliseconds: until it has, the two cannot be told apart.
        do
        {
            File.Delete(_folder.File("app.log"));
            _folder.Write("app.log", "another\n");
        } while (File.GetCreationTimeUtc(_folder.File("app.log")) == born);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await sink.WriteAsync(Some.Batch(Some.Events(1, first: 2)), default);

        Assert.Equal("another\nevent 2\n", _folder.Read("app.log"));
    }

    [Fact]
    public async Task AFileThatStaysWhereItIsIsNotOpenedAgain()
    {
        await using var sink = Sink();
        for (var n = 1; n <= 10; n++)
        {
            await sink.WriteAsync(Some.Batch(Some.Events(1, n)), default);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(1, _disk.Opens);
    }

    [Fact]
    public async Task ALinkIsFollowedAndNotTakenForAnotherFile()
    {
        _folder.Write("real.log", "");
        File.CreateSymbolicLink(_folder.File("app.log"), _folder.File("real.log"));
        await using var sink = Sink();

        await sink.WriteAsync(Some.Batch(Some.Events(1)), default);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await sink.WriteAsync(Some.Batch(Some.Events(1, first: 2)), default);

        Assert.Equal("event 1\nevent 2\n", _folder.Read("real.log"));
        Assert.Equal(1, _disk.Opens);
    }

    [Fact]
    public async Task AFileThatWasCutShortIsAppendedTo()
    {
        await using var sink = Sink();
        await sink.WriteAsync(Some.Batch(Some.Events(3)), default);

        _folder.Write("app.log", "");
        await sink.WriteAsync(Some.Batch(Some.Events(1, first: 4)), default);

        Assert.Equal("event 4\n", _folder.Read("app.log"));
    }

    [Fact]
    public async Task WithSyncByBatchEveryBatchIsOnTheDiskWhenItIsAnswered()
    {
        await using var sink = Sink(new FileSinkOptions { Sync = FileSync.Batch });

        await sink.WriteAsync(Some.Batch(Some.Events(2)), default);
        await sink.WriteAsync(Some.Batch(Some.Events(2, first: 3)), default);

        Assert.Equal(2, _disk.Syncs);
    }

    [Fact]
    public async Task ABatchWhoseSyncFailedIsTakenBackWhole()
    {
        await using var sink = Sink(new FileSinkOptions { Sync = FileSync.Batch });
        await sink.WriteAsync(Some.Batch(Some.Events(1)), default);
        _disk.SyncFailure = FaultDisk.Broken;
        var large = Enumerable.Range(0, 100).Select(_ => Some.Event(new string('x', 999))).ToArray();

        await Assert.ThrowsAsync<IOException>(async () => await sink.WriteAsync(Some.Batch(large), default));

        Assert.Equal("event 1\n", _folder.Read("app.log"));
    }

    [Fact]
    public async Task WithSyncByIntervalManyBatchesShareOneSync()
    {
        await using var sink = Sink(new FileSinkOptions { Sync = FileSync.Interval });

        await sink.WriteAsync(Some.Batch(Some.Events(1)), default);
        await sink.WriteAsync(Some.Batch(Some.Events(1, first: 2)), default);
        Assert.Equal(0, _disk.Syncs);

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, _disk.Syncs);

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, _disk.Syncs);

        await sink.WriteAsync(Some.Batch(Some.Events(1, first: 3)), default);
        await sink.FlushAsync(CancellationToken.None);
        Assert.Equal(2, _disk.Syncs);
    }

    [Fact]
    public async Task ASyncThatFailsInTheBackgroundIsReported()
    {
        await using var sink = Sink(new FileSinkOptions { Sync = FileSync.Interval });
        await sink.WriteAsync(Some.Batch(Some.Events(1)), default);
        _disk.SyncFailure = FaultDisk.Broken;

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(
            "fsync failed, what was written last may not survive a loss of power: Input/output error",
            Assert.Single(_reports)
        );
    }

    [Fact]
    public async Task ClosingPutsOnTheDiskWhatIsNotThereYet()
    {
        var sink = Sink(new FileSinkOptions { Sync = FileSync.Interval });
        await sink.WriteAsync(Some.Batch(Some.Events(1)), default);

        await sink.DisposeAsync();

        Assert.Equal(1, _disk.Syncs);
        Assert.Null(_clock.NextTimer);
    }

    private ILogSink Sink(FileSinkOptions? options = null) =>
        ((options ?? new FileSinkOptions()) with { Path = _folder.File("app.log") }).Create(
            Some.Context(_clock, _reports.Add),
            _disk,
            new LineFormatter()
        );
}
