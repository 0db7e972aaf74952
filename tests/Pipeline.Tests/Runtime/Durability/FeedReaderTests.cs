using System;
using System.IO;
using System.Linq;
using System.Threading;
using ActorLog.Events;
using ActorLog.Journal;
using ActorLog.Journal.Payload;
using ActorLog.Kit;
using ActorLog.Routing;
using ActorLog.Runtime;
using ActorLog.Runtime.Durability;
using ActorLog.Text;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Runtime.Durability;

/// <summary>Law 7: what a feed has read is handed on and counted once, wherever the disk fails behind it.</summary>
[Trait("Law", "7")]
public sealed class FeedReaderTests : IDisposable
{
    private const string Folder = "/journal";

    private readonly CrashDisk _disk = new();
    private readonly StringWriter _stderr = new();
    private readonly SinkAccount _account = new();
    private readonly SelfLog _selfLog;
    private readonly JournalLog _log;
    private readonly FeedReader _reader;
    private readonly LogEvent[] _page = new LogEvent[10];

    public FeedReaderTests()
    {
        var clock = new ManualClock(Some.Time);
        _selfLog = new SelfLog(_stderr, clock, TimeSpan.FromMinutes(1));

        // So small that each commit is a segment of its own.
        var limits = new JournalLimits(1, long.MaxValue, Timeout.InfiniteTimeSpan, 0);
        _log = JournalLog.Open(_disk, Folder, limits, ["sink"], clock, new JournalNotes());
        var sinks = LogPipeline.CreateBuilder().AddSink("sink", _ => new CollectingSink().Create()).Sinks;
        var router = new Router(SinkSet.RoutesOf([.. sinks]), LogLevel.Trace, new PipelineOptions().Levels);
        _reader = new FeedReader("sink", _log, router, 0, new LogCategories(), _account, new SinkEvents(_selfLog));
    }

    [Fact]
    public void WhatWasReadBeforeTheDiskFailedIsHandedOnAndTheRestIsTriedThreeTimes()
    {
        Append(4);
        FailFrom(3);

        Assert.Equal(["event 1", "event 2"], Read());
        Assert.Throws<IOException>(() => Read());
        Assert.Throws<IOException>(() => Read());
        _disk.Fault = (_, _) => null;
        Assert.Equal(["event 3", "event 4"], Read());
        Assert.Equal(0, _account.Dropped.Total);
    }

    [Fact]
    [Trait("Law", "4")]
    public void TheNoticeOfAGapIsHandedOnAlsoWhenNothingBehindItCanBeRead()
    {
        Append(3);
        _reader.SkipTo(2, DropReason.JournalFull);
        FailFrom(2);

        var notice = Assert.Single(Read());
        Assert.StartsWith("1 events were dropped here (journal-full", notice, StringComparison.Ordinal);
        Assert.Throws<IOException>(() => Read());
        _disk.Fault = (_, _) => null;
        Assert.Equal(["event 2", "event 3"], Read());
    }

    [Fact]
    [Trait("Law", "4")]
    public void ASkipThatFailsGoesOnWhereItStoppedAndCountsEachEventOnce()
    {
        Append(5);
        FailFrom(3);

        Assert.Throws<IOException>(() => _reader.SkipTo(5, DropReason.JournalFull));
        Assert.Equal((3, 2), (_reader.Position, _account.Dropped.Total));
        _disk.Fault = (_, _) => null;
        _reader.SkipTo(5, DropReason.JournalFull);

        Assert.Equal((5, 4), (_reader.Position, _account.Dropped.Total));
        Assert.StartsWith("4 events were dropped here", Read()[0], StringComparison.Ordinal);
        _selfLog.Dispose();
        Assert.Contains("dropped 4 events (journal-full)", _stderr.ToString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _log.Dispose();
        _selfLog.Dispose();
    }

    private string[] Read()
    {
        var count = _reader.Read(_page, long.MaxValue);
        return [.. _page.Take(count).Select(LogFormats.MessageOf)];
    }

    private void Append(int count)
    {
        var payload = new ByteBuffer();
        for (var i = 0; i < count; i++)
        {
            payload.Clear();
            EventEncoder.Encode(Some.Numbered(_log.End), payload);
            _log.Append((byte)LogLevel.Information, payload.Written);
            _log.Commit(sync: true);
        }
    }

    private void FailFrom(int segment)
    {
        var good = _disk.Paths.Where(path => path.EndsWith(".segment", StringComparison.Ordinal)).Take(segment - 1);
        string[] paths = [.. good];
        _disk.Fault = (action, path) => action == DiskAction.Read && !paths.Contains(path) ? FaultDisk.Broken() : null;
    }
}
