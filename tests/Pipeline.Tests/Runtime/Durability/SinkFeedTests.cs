using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Journal;
using ActorLog.Kit;
using ActorLog.Routing;
using ActorLog.Runtime;
using ActorLog.Runtime.Durability;
using ActorLog.Runtime.Intake;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Runtime.Durability;

/// <summary>Law 7: a disk that fails holds up what is to be read from it, and nothing else that a feed has to do.</summary>
[Trait("Law", "7")]
public sealed class SinkFeedTests : IAsyncDisposable
{
    private const string Folder = "/journal";

    private readonly CrashDisk _disk = new();
    private readonly ManualClock _clock = new(Some.Time);
    private readonly SharedText _stderr = new();
    private readonly NotingEngine _engine = new();
    private readonly SinkSet _set;
    private readonly SinkFeed _feed;

    public SinkFeedTests()
    {
        // Segments so small that each batch has its own.
        var journal = new JournalOptions
        {
            Enabled = true,
            Path = Folder,
            SegmentSize = 1,
            MinFreeDisk = 0,
        };
        var options = new PipelineOptions { Journal = journal };
        var sinks = LogPipeline
            .CreateBuilder()
            .AddSink("sink", _ => new CollectingSink().Create(), o => o with { Durable = true })
            .Sinks;
        var ingress = new Ingress(options.Queue, options.DropReportInterval, _clock, "session");
        var router = new Router(SinkSet.RoutesOf([.. sinks]), LogLevel.Trace, options.Levels);
        var time = new PipelineTime(_clock);
        var selfLog = new SelfLog(_stderr, _clock, options.DropReportInterval);
        _set = new SinkSet([.. sinks], options, ingress, router, new LogCategories(), time, () => 0, selfLog, _disk);
        _feed = _set.Journal!.FeedOf("sink")!;
    }

    [Fact]
    public async Task ASkipThatTheDiskHoldsUpIsDoneWhenItReadsAgain()
    {
        await AppendAsync(3);
        FailFrom(2);
        var skip = _feed.SkipToAsync(4, DropReason.JournalFull);
        _set.StartFeeds(_engine);
        await ToldAsync();
        Assert.False(skip.IsCompleted);
        Assert.Equal(1, _feed.Account.Dropped.Total);

        _disk.Fault = (_, _) => null;
        await Eventually.HoldsAsync(
            () =>
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                return skip.IsCompleted;
            },
            "the skip is done"
        );
        Assert.Equal((3, 4), (_feed.Account.Dropped.Total, _feed.Tracker.Cursor));
    }

    [Fact]
    public async Task ADrainDoesNotWaitForADiskThatFails()
    {
        await AppendAsync(2);
        FailFrom(1);
        _ = _feed.SkipToAsync(3, DropReason.JournalFull);
        _set.StartFeeds(_engine);
        await ToldAsync();

        _feed.Drain(TimeSpan.Zero);
        await Eventually.HoldsAsync(() => _engine.Has(SinkMessage.MessageKind.Drain), "the sink is told to drain");
    }

    [Fact]
    public async Task TheDeadlineOfADrainIsKeptWhileTheDiskFails()
    {
        await AppendAsync(2);
        FailFrom(1);
        _set.StartFeeds(_engine);
        await ToldAsync();

        _feed.Drain(TimeSpan.FromMilliseconds(900));
        _feed.HurryDrain(TimeSpan.FromMilliseconds(300));
        _clock.Advance(TimeSpan.FromMilliseconds(299));
        Assert.False(_engine.Has(SinkMessage.MessageKind.Drain));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await Eventually.HoldsAsync(() => _engine.Has(SinkMessage.MessageKind.Drain), "the sink is told to drain");
    }

    [Fact]
    public async Task AFailureBehindANoticeIsMetAtOnceAndNotWhenTheSinkHasHandledIt()
    {
        await AppendAsync(2);
        FailFrom(2);
        var skip = _feed.SkipToAsync(2, DropReason.JournalFull);
        _set.StartFeeds(_engine);

        await skip.WithinLimit();
        await ToldAsync();
        Assert.True(_engine.Has(SinkMessage.MessageKind.Offered));
    }

    [Fact]
    public async Task AFeedThatWaitsForTheDiskEndsAtOnceAndSoDoesWhoeverWaitsForASkip()
    {
        await AppendAsync(2);
        FailFrom(1);
        var skip = _feed.SkipToAsync(3, DropReason.JournalFull);
        _set.StartFeeds(_engine);
        await ToldAsync();

        await _feed.DisposeAsync().AsTask().WithinLimit();
        await Assert.ThrowsAsync<IOException>(() => skip.WithinLimit());
        await Assert.ThrowsAsync<IOException>(() => _feed.SkipToAsync(3, DropReason.JournalFull).WithinLimit());
    }

    [Fact]
    public async Task AnEngineThatBreaksAtAFlushEndsNeitherTheFeedNorTheWait()
    {
        _engine.BreaksAt = SinkMessage.MessageKind.Flush;
        _set.StartFeeds(_engine);
        var barrier = new FlushBarrier(sinks: 1);

        _feed.Mark(SinkMessage.Flush(barrier));

        var report = await barrier.Task.WithinLimit();
        Assert.Equal("the sink could not be reached", report.Results["sink"]?.Reason);
        await AppendAsync(1);
        await Eventually.HoldsAsync(() => _engine.Has(SinkMessage.MessageKind.Offered), "the feed goes on");
    }

    public async ValueTask DisposeAsync()
    {
        _disk.Fault = (_, _) => null;
        await _set.Journal!.DisposeAsync().AsTask().WithinLimit();
    }

    private async Task AppendAsync(int count)
    {
        for (var i = 1; i <= count; i++)
        {
            await _set.Journal!.Appender.WriteAsync(Some.Batch(Some.Numbered(i)));
        }
    }

    private void FailFrom(int segment)
    {
        var good = _disk.Paths.Where(path => path.EndsWith(".segment", StringComparison.Ordinal)).Take(segment - 1);
        string[] paths = [.. good];
        _disk.Fault = (action, path) => action == DiskAction.Read && !paths.Contains(path) ? FaultDisk.Broken() : null;
    }

    private Task ToldAsync() =>
        Eventually.HoldsAsync(
            () => _stderr.ToString().Contains("the journal cannot be read", StringComparison.Ordinal),
            "the operator is told"
        );

    /// <summary>Its actors never take a turn.</summary>
    private sealed class NotingEngine : IPipelineEngine
    {
        private readonly ConcurrentQueue<SinkMessage> _messages = new();

        public SinkMessage.MessageKind? BreaksAt { get; set; }

        public bool Has(SinkMessage.MessageKind kind) => _messages.Any(message => message.Kind == kind);

        public void Start(EngineContext context) { }

        public void WakeRouter() { }

        public void Tell(SinkCore sink, SinkMessage message)
        {
            if (message.Kind == BreaksAt)
            {
                throw new InvalidOperationException("broken");
            }

            _messages.Enqueue(message);
        }

        public ValueTask DisposeAsync() => default;
    }
}
