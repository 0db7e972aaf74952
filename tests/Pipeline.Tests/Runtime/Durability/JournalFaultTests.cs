using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Journal;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Runtime.Durability;

/// <summary>Law 7: a full or broken disk, a killed process and a power cut lose nothing that was acknowledged.</summary>
[Trait("Law", "7")]
public sealed class JournalFaultTests
{
    private const string Folder = "/journal";

    private static readonly SinkResult Down = SinkResult.Failed(new SinkFailure(FailureKind.Transient, "HTTP 503"));

    private readonly CrashDisk _disk = new();
    private readonly SharedText _stderr = new();

    [Fact]
    public async Task WhileTheDiskIsFullEventsWaitAndOthersGoOn()
    {
        var (durable, other) = (new CollectingSink(), new CollectingSink());
        await using var pipeline = Builder(_disk, durable).AddSink("other", _ => other.Create()).Build();
        await WriteAsync(pipeline, 1, 10);
        await pipeline.FlushAsync().WithinLimit();
        _disk.Fault = (action, path) => action == DiskAction.Write && IsSegment(path) ? FaultDisk.Full() : null;
        await WriteAsync(pipeline, 11, 10);
        var commit = pipeline.CommitAsync();
        await Eventually.HoldsAsync(() => pipeline.Journal!.State == SinkState.BackingOff, "the journal backs off");
        await Eventually.HoldsAsync(() => other.Delivered.Count == 20, "the other sink has all");
        Assert.False(commit.IsCompleted);
        Assert.Equal(10, durable.Delivered.Count);
        Assert.Contains("No space left", pipeline.Journal!.LastFailure!.Reason);

        _disk.Fault = (_, _) => null;
        await commit.WithinLimit();
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(Messages(1, 20), durable.Messages);
        Assert.Equal(20, pipeline.Sinks[0].Ledger.Delivered);
    }

    [Fact]
    public async Task AnEventThatNoFrameHoldsDoesNotStandInTheWayOfOthers()
    {
        var sink = new CollectingSink();
        await using var pipeline = Builder(_disk, sink).Build();
        await WriteAsync(pipeline, 1, 1);
        await pipeline.WriteAsync(new() { Category = "Shop", Message = new string('x', JournalLog.MaxPayload) });
        await WriteAsync(pipeline, 3, 1);

        await pipeline.CommitAsync().WithinLimit();
        await pipeline.FlushAsync().WithinLimit();

        Assert.Equal(["message 1", "message 3"], [sink.Messages[0], sink.Messages[^1]]);
        var remains = sink.Delivered.Single(e => e.Sequence == 2);
        Assert.Equal("Shop", remains.Category);
        Assert.Matches(@"^\[event 2 is too large to be kept: 167\d+ bytes, at most 16777216\]$", remains.Message);
        Assert.Equal((3, 0, true), Account(pipeline.Sinks[0].Ledger));
        await pipeline.StopAsync().WithinLimit();
        Assert.Contains("sink 'journal': event 2 (Shop) is too large for the journal (167", _stderr.ToString());

        static (long, long, bool) Account(SinkLedger ledger) => (ledger.Delivered, ledger.Dropped, ledger.IsBalanced);
    }

    [Theory]
    [InlineData(DiskAction.Sync)]
    [InlineData(DiskAction.Write)]
    [InlineData(DiskAction.Create)]
    [InlineData(DiskAction.SyncFolder)]
    public async Task AWriteThatFailsIsMadeAgainAndNothingIsTwiceOrMissing(DiskAction action)
    {
        var random = new Random(5);
        var sink = new CollectingSink();
        await using var pipeline = Builder(_disk, sink, o => o with { SegmentSize = 64 * 1024 }).Build();
        _disk.ShortWrite = 37;
        _disk.Fault = (what, path) =>
        {
            lock (random)
            {
                return what == action && IsSegment(path) | (what != DiskAction.Write) && random.Next(10) == 0
                    ? FaultDisk.Broken()
                    : null;
            }
        };
        for (var i = 0; i < 40; i++)
        {
            await WriteAsync(pipeline, 1 + (i * 50), 50);
            await pipeline.CommitAsync().WithinLimit();
        }

        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(Messages(1, 2_000), sink.Messages);
        _disk.Fault = (_, _) => null;
    }

    [Fact]
    public async Task WhatWasCommittedSurvivesTheDeathOfTheProcess()
    {
        await using var first = Builder(
                _disk,
                new CollectingSink { OnWrite = (_, _) => new(Down) },
                o => o with { Ack = JournalAck.Written }
            )
            .Build();
        await WriteAsync(first, 1, 500);
        await first.CommitAsync().WithinLimit();
        var left = _disk.Clone();
        var sink = new CollectingSink();
        await using var second = Builder(left, sink).Build();
        await second.FlushAsync().WithinLimit();
        Assert.Equal(Messages(1, 500), sink.Messages.Take(500));
        await first.StopAsync(TimeSpan.Zero).WithinLimit();
    }

    [Fact]
    public async Task WhatWasFsyncedSurvivesAPowerCut()
    {
        var random = new Random(11);
        for (var round = 0; round < 20; round++)
        {
            var disk = new CrashDisk();
            var first = Builder(disk, new CollectingSink { OnWrite = (_, _) => new(Down) }).Build();
            await WriteAsync(first, 1, 100);
            await first.CommitAsync().WithinLimit();
            await WriteAsync(first, 101, 20);
            disk.IsHalted = true;
            await first.StopAsync(TimeSpan.Zero).WithinLimit();
            disk.Crash(random.Next);

            var sink = new CollectingSink();
            await using var second = Builder(disk, sink).Build();
            await second.FlushAsync().WithinLimit();
            var delivered = sink.Messages.Where(message => message.StartsWith("message", StringComparison.Ordinal));
            Assert.Equal(Messages(1, 100), delivered.Take(100));

            // Of what was not acknowledged any part may have reached the medium.
            Assert.Equal(Messages(101, 20).Intersect(delivered), delivered.Skip(100));
        }
    }

    [Fact]
    public async Task AJournalThatCannotBeReadForAWhileIsReadLater()
    {
        var sink = new CollectingSink();
        await using var pipeline = Builder(_disk, sink).Build();
        _disk.Fault = (action, path) => action == DiskAction.Read && IsSegment(path) ? FaultDisk.Broken() : null;
        await WriteAsync(pipeline, 1, 10);
        await Eventually.HoldsAsync(
            () => _stderr.ToString().Contains("the journal cannot be read"),
            "the operator is told"
        );
        _disk.Fault = (_, _) => null;
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(Messages(1, 10), sink.Messages);
    }

    [Fact]
    public async Task WhatCouldNotBeWrittenDownIsWrittenDownThoughNothingMoreHappens()
    {
        var clock = new ManualClock(Some.Time);
        var builder = Builder(_disk, new CollectingSink());
        builder.Clock = clock;
        await using var pipeline = builder.Build();
        await WriteAsync(pipeline, 1, 1);
        await pipeline.FlushAsync().WithinLimit();
        _disk.Fault = (action, path) => action == DiskAction.Write && IsState(path) ? FaultDisk.Full() : null;
        await WriteAsync(pipeline, 2, 1);
        await pipeline.FlushAsync().WithinLimit();
        await Eventually.HoldsAsync(
            () => _stderr.ToString().Contains("its state cannot be written: No space left on device; tried again"),
            "the operator is told"
        );

        _disk.Fault = (_, _) => null;
        await Eventually.HoldsAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(100));
                return SettledOnDisk() == 3;
            },
            "the cursor is on the disk"
        );

        long SettledOnDisk()
        {
            var limits = new JournalLimits(long.MaxValue, long.MaxValue, Timeout.InfiniteTimeSpan, 0);
            using var log = JournalLog.Open(_disk.Clone(), Folder, limits, ["sink"], clock, new JournalNotes());
            return log.CursorOf("sink");
        }
    }

    [Fact]
    [Trait("Law", "4")]
    public async Task WhatIsDamagedOnTheDiskIsCountedAndTheRestDelivered()
    {
        var first = Builder(_disk, new CollectingSink { OnWrite = (_, _) => new(Down) }).Build();
        await WriteAsync(first, 1, 100);
        await first.StopAsync(TimeSpan.FromSeconds(5)).WithinLimit();
        var segment = _disk.Paths.Single(IsSegment);
        var bytes = _disk.Bytes(segment);
        bytes[bytes.Length / 2] ^= 0x10;
        _disk.Put(segment, bytes);

        var sink = new CollectingSink();
        await using var second = Builder(_disk, sink).Build();
        await second.FlushAsync().WithinLimit();
        var told = sink.Delivered.Single(e => e.Category == "ActorLog");
        Assert.Equal(LogLevel.Warning, told.Event.Level);
        Assert.StartsWith(
            "the journal holds 99 events of earlier runs (sink: 99); 1 are lost (1 damaged places",
            told.Message
        );
        Assert.Equal(99, sink.Delivered.Count(e => e.Category.Length == 0));
        var status = second.Sinks[0];
        Assert.Equal(1, status.Drops[DropReason.JournalDamaged, LogLevel.None]);
        Assert.Equal((100, 1, 0), (status.Ledger.Recovered, status.Ledger.Dropped, status.Ledger.Buffered));
        Assert.True(status.Ledger.IsBalanced);
    }

    [Fact]
    public async Task WhatHasWaitedTooLongIsDroppedAndCounted()
    {
        var clock = new ManualClock(Some.Time);
        var open = new ManualResetEventSlim();
        var sink = new CollectingSink { OnWrite = (_, _) => new(open.IsSet ? SinkResult.Delivered : Down) };
        var builder = Builder(
            _disk,
            sink,
            o => o with { MaxAge = TimeSpan.FromHours(1), SegmentSize = 64 * 1024 },
            o => o with { Queue = new QueueOptions { MaxEvents = 10 } }
        );
        builder.Clock = clock;
        await using var pipeline = builder.Build();
        for (var first = 1; first <= 5_000; first += 100)
        {
            // A commit is never divided: one of all that was written would be the last segment, which is never given up.
            await WriteAsync(pipeline, first, 100);
            await pipeline.CommitAsync().WithinLimit();
        }

        clock.Advance(TimeSpan.FromHours(2));
        await Eventually.HoldsAsync(
            () => pipeline.Sinks[0].Drops[DropReason.JournalAge, LogLevel.Information] > 1_000,
            "the old are dropped"
        );
        open.Set();
        var flush = pipeline.FlushAsync();
        await Eventually.HoldsAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(100));
                return flush.IsCompleted;
            },
            "the rest is delivered"
        );
        var ledger = pipeline.Sinks[0].Ledger;
        Assert.Equal((5_000, 0, true), (ledger.Accepted, ledger.Buffered, ledger.IsBalanced));
        Assert.Equal("message 5000", sink.Messages[^1]);
        Assert.Contains(sink.Messages, message => message.Contains("(journal-age"));
    }

    private PipelineBuilder Builder(
        CrashDisk disk,
        CollectingSink sink,
        Func<JournalOptions, JournalOptions>? journal = null,
        Func<SinkOptions, SinkOptions>? configure = null
    )
    {
        var options = new JournalOptions
        {
            Enabled = true,
            Path = Folder,
            MinFreeDisk = 0,
        };
        var builder = LogPipeline
            .CreateBuilder()
            .With(o => o with { Journal = journal?.Invoke(options) ?? options })
            .AddSink("sink", _ => sink.Create(), o => (configure?.Invoke(o) ?? o) with { Durable = true });
        builder.Disk = disk;
        builder.SelfLogWriter = _stderr;
        return builder;
    }

    private static bool IsState(string path) => path == $"{Folder}/state";

    private static bool IsSegment(string path) => path.EndsWith(".segment", StringComparison.Ordinal);

    private static async Task WriteAsync(LogPipeline pipeline, int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            await pipeline.WriteAsync(new() { Message = $"message {i}" });
        }
    }

    private static string[] Messages(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(n => $"message {n}")];
}
