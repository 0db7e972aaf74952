using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Journal;
using ActorLog.Routing;
using ActorLog.Sinks;

namespace ActorLog.Runtime.Durability;

/// <summary>The journal of a pipeline: the lane that writes it, and the feeds by which durable sinks read it.</summary>
/// <remarks>
/// <c>router -> journal lane -> disk -> feed -> sink's actor</c>, and the sink's acknowledgements move its cursor on the disk.
/// </remarks>
internal sealed class PipelineJournal : IAsyncDisposable
{
    private readonly JournalFolders _folders;
    private readonly JournalLog _log;
    private readonly SinkFeed[] _feeds;
    private readonly SinkAccount _account;
    private readonly JournalKeeper? _keeper;
    private readonly OrphanKeeper _orphans;

    /// <exception cref="System.IO.IOException">The folder cannot be used.</exception>
    public PipelineJournal(
        JournalOptions options,
        IJournalDisk disk,
        QueueOptions queue,
        IReadOnlyList<(string Name, int Route, SinkOptions Options)> sinks,
        Router router,
        LogCategories categories,
        PipelineTime time,
        SinkEvents events
    )
    {
        Options = options;
        var observer = new JournalObserver(events);
        var limits = new JournalLimits(
            options.SegmentSize,
            options.MaxBytes,
            options.MaxAge == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : options.MaxAge,
            options.MinFreeDisk
        );
        _folders = JournalFolders.Acquire(disk, options.Path);
        try
        {
            _log = JournalLog.Open(
                disk,
                _folders.Folder,
                limits,
                [ReceivedKeeper.Cursor, .. sinks.Select(sink => sink.Name)],
                time.Clock,
                observer,
                renewFolder: _folders.Renew
            );
            Received = new ReceivedKeeper(disk, _log, time.Clock, () => Appender!.Sync(), () => _keeper?.Again());
        }
        catch
        {
            // Whoever tries again would find the folder taken, by himself, and what waits in it would not be delivered.
            _log?.Dispose();
            _folders.Dispose();
            throw;
        }

        _feeds =
        [
            .. sinks.Select(sink => new SinkFeed(
                sink.Name,
                _log,
                router,
                sink.Route,
                sink.Options,
                categories,
                time,
                events
            )),
        ];
        var shares = new JournalShares(router);
        for (var i = 0; i < sinks.Count; i++)
        {
            shares.Add(sinks[i].Route, _feeds[i].Account);
        }

        _account = new SinkAccount(shares);
        Appender = new JournalAppender(_log, options, _account, _feeds, Received, events);
        _keeper = new JournalKeeper(_log, options, Appender, _feeds, Received, time.Clock, events);
        _orphans = new OrphanKeeper(
            _folders.Orphans,
            orphan => new JournalAdoption(disk, _log, orphan, limits, time.Clock, observer),
            _log,
            Appender,
            events
        );
        LaneOptions = new JournalSinkOptions(queue, options, () => new JournalSink(Appender));
    }

    public JournalOptions Options { get; }

    /// <summary>What the start found.</summary>
    public JournalRecovery Recovery => _log.Recovery;

    /// <summary>The options of the lane that writes the journal.</summary>
    public SinkOptions LaneOptions { get; }

    /// <summary>The account of that lane.</summary>
    public SinkAccount LaneAccount => _account;

    public JournalAppender Appender { get; }

    /// <summary>What other pipelines have sent, and what of it the journal has.</summary>
    public ReceivedKeeper Received { get; }

    /// <summary>The position behind the last frame that readers see.</summary>
    public long Readable => _log.Readable;

    /// <summary>The feed of a sink, or <see langword="null"/> when the sink is not durable.</summary>
    public SinkFeed? FeedOf(string sink) => Array.Find(_feeds, feed => feed.Name == sink);

    /// <summary>Takes a barrier through the journal.</summary>
    public IBarrier MarkFor(IBarrier barrier) => new JournalMark(barrier, _feeds);

    public JournalStatus Status(SinkCondition lane) =>
        new()
        {
            Path = _log.Folder,
            Bytes = _log.Bytes,
            MaxBytes = Options.MaxBytes,
            Segments = _log.Segments,
            State = lane.State,
            LastFailure = lane.LastFailure,
            IsFull = lane.State is SinkState.BackingOff or SinkState.Open && JournalAppender.IsBehind(lane.LastFailure),
            QueuedEvents = _account.QueuedEvents,
            Recovered = _feeds.Sum(feed => feed.Account.Recovered),
        };

    /// <summary>The drain has less time than it began with.</summary>
    public void HurryDrain(TimeSpan deadline)
    {
        foreach (var feed in _feeds)
        {
            feed.HurryDrain(deadline);
        }
    }

    /// <summary>The lane has drained: now the sinks do.</summary>
    public void DrainFeeds(TimeSpan deadline)
    {
        foreach (var feed in _feeds)
        {
            feed.Drain(deadline);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _orphans.DisposeAsync().ConfigureAwait(false);

        // Before the feeds, which the keeper may be waiting for.
        await _keeper!.DisposeAsync().ConfigureAwait(false);
        foreach (var feed in _feeds)
        {
            await feed.DisposeAsync().ConfigureAwait(false);
        }

        Received.Dispose();
        try
        {
            // Apart, for it may take long: while a write hangs that may reach the file still, the folder is nobody else's.
            await Task.Run(Appender.Close).ConfigureAwait(false);
        }
        finally
        {
            _folders.Dispose();
        }
    }
}
