using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Journal;

namespace ActorLog.Runtime.Durability;

/// <summary>Keeps the journal's house, apart from everybody: writes the cursors down, deletes, syncs, looks at ages.</summary>
internal sealed class JournalKeeper : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private readonly JournalLog _log;
    private readonly JournalOptions _options;
    private readonly JournalAppender _appender;
    private readonly IReadOnlyList<SinkFeed> _feeds;
    private readonly ReceivedKeeper _received;
    private readonly SinkEvents _events;
    private readonly Signal _signal = new();
    private readonly TimeSpan _interval;
    private readonly ITimer _timer;
    private readonly Task _loop;
    private int _tick;
    private long _written;

    public JournalKeeper(
        JournalLog log,
        JournalOptions options,
        JournalAppender appender,
        IReadOnlyList<SinkFeed> feeds,
        ReceivedKeeper received,
        TimeProvider clock,
        SinkEvents events
    )
    {
        _log = log;
        _options = options;
        _appender = appender;
        _feeds = feeds;
        _received = received;
        _events = events;
        foreach (var feed in feeds)
        {
            feed.CursorMoved = _signal.Set;
        }

        // Where every batch is synced and nothing grows old, an idle journal has nothing to do.
        _interval =
            options.Ack == JournalAck.Fsynced && options.MaxAge == TimeSpan.MaxValue
                ? Timeout.InfiniteTimeSpan
                : options.SyncInterval;
        _timer = clock.CreateTimer(_ => Tick(), null, _interval, _interval);
        _loop = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        _signal.Complete();
        await _loop.ConfigureAwait(false);
        await KeepAsync(last: true).ConfigureAwait(false);
    }

    /// <summary>Has the house looked after once more.</summary>
    public void Again() => _signal.Set();

    private void Tick()
    {
        Volatile.Write(ref _tick, 1);
        _signal.Set();
    }

    private async Task RunAsync()
    {
        PipelineScope.Enter();
        while (await _signal.WaitAsync().ConfigureAwait(false))
        {
            await KeepAsync(last: false).ConfigureAwait(false);
        }
    }

    private async Task KeepAsync(bool last)
    {
        try
        {
            if ((Interlocked.Exchange(ref _tick, 0) == 1 || last) && _log.Synced < _log.Readable)
            {
                _appender.Sync();
            }

            var givenUp = !last && await GiveUpAgedAsync().ConfigureAwait(false);

            foreach (var feed in _feeds)
            {
                _log.MoveCursor(feed.Name, feed.Tracker.Cursor);
            }

            _received.Keep(now: last);

            // Cursors only move forward, so their sum tells whether any has.
            var cursors = _log.Cursors.Sum(cursor => cursor.Value);

            // Not synced: a cursor that a power cut takes back repeats events, and loses none.
            if (cursors != _written || givenUp || last)
            {
                _log.Checkpoint(sync: last);
                _written = cursors;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _events.CannotKeep(failure);
            TryAgain();
        }
#pragma warning disable CA1031 // The error kernel: a loop that died of a bug of ours would keep no cursor any more, without a word.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            _events.Broke("journal", bug);
            TryAgain();
        }
    }

    // Without an interval nobody else may come by: what was settled last would be repeated after a kill.
    private void TryAgain()
    {
        if (_interval == Timeout.InfiniteTimeSpan)
        {
            _timer.Change(Soon, _interval);
        }
    }

    /// <summary>What is too old goes with the next checkpoint; before that everybody counts what he loses.</summary>
    private async Task<bool> GiveUpAgedAsync()
    {
        var end = _log.GiveUpAged();
        foreach (var feed in _feeds)
        {
            if (feed.Tracker.Cursor < end)
            {
                await feed.SkipToAsync(end, DropReason.JournalAge).ConfigureAwait(false);
            }
        }

        return end > 0;
    }
}
