using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Journal;
using ActorLog.Routing;
using ActorLog.Runtime.Intake;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Runtime.Durability;

/// <summary>Reads the journal for one sink and hands its actor what it has room for, as the router does for others.</summary>
/// <remarks>
/// One loop reads; it sleeps while there is nothing to read, or no room. So a sink that is slow, down or stopped costs
/// nobody anything but disk. Public members are safe on any thread.
/// </remarks>
internal sealed class SinkFeed : IAsyncDisposable
{
    // Enough that the sink never waits for its feed; more would only lie in memory twice, there and on the disk.
    private const int BatchesAhead = 4;

    private static readonly TimeSpan ReadAgain = TimeSpan.FromSeconds(1);

    private readonly JournalLog _log;
    private readonly QueueLimits _limits;
    private readonly PipelineTime _time;
    private readonly SinkEvents _events;
    private readonly Signal _signal = new();

    // While the disk fails, it is left alone from one try to the next; all else goes on.
    private readonly ITimer _nextTry;
    private volatile bool _isResting;

    // Set before the loop starts; the rest of the group is the loop's alone.
    private readonly FeedReader _reader;
    private IReadOnlyList<SinkCore> _lanes = [];
    private IPipelineEngine? _engine;
    private Task _loop = Task.CompletedTask;
    private SinkLanes? _dealer;
    private readonly LogEvent[] _page = new LogEvent[Ingress.PageSize];

    // Guarded by the gate.
    private readonly Lock _gate = new();
    private readonly Queue<(SinkMessage Message, long Target)> _marks = new();
    private readonly List<TaskCompletionSource> _skippers = [];
    private (long Position, DropReason Reason) _skip;
    private bool _isClosed;
    private ITimer? _alarm;
    private TimeSpan _deadline = TimeSpan.MaxValue;
    private long _drainTarget = long.MaxValue;
    private bool _drained;

    public SinkFeed(
        string name,
        JournalLog log,
        Router router,
        int route,
        SinkOptions options,
        LogCategories categories,
        PipelineTime time,
        SinkEvents events
    )
    {
        Name = name;
        _log = log;
        var ahead = Math.Min(
            BatchesAhead * options.MaxInFlight * (long)options.Batch.MaxEvents,
            options.Queue.MaxEvents
        );
        _limits = new QueueLimits(options.Queue with { MaxEvents = (int)ahead });
        _time = time;
        _events = events;
        _nextTry = time.Clock.CreateTimer(_ => TryAgain(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _reader = new FeedReader(name, log, router, route, categories, Account, events);
        Tracker = new CursorTracker(_reader.Position);
    }

    /// <summary>The sink's name.</summary>
    public string Name { get; }

    /// <summary>The sink's account.</summary>
    public SinkAccount Account { get; } = new();

    /// <summary>What of the journal is settled.</summary>
    public CursorTracker Tracker { get; }

    /// <summary>Called when the cursor may have moved.</summary>
    public Action CursorMoved { get; set; } = static () => { };

    /// <summary>What the journal holds of what is not settled.</summary>
    public long Journaled => Math.Max(0, _log.Readable - Tracker.Cursor);

    /// <summary>Begins to feed these lanes.</summary>
    public void Start(IReadOnlyList<SinkCore> lanes, IPipelineEngine engine)
    {
        _lanes = lanes;
        _dealer = new SinkLanes(Account, lanes, _events, isKept: true);
        _engine = engine;
        _loop = Task.Run(RunAsync);
        Wake();
    }

    /// <summary>There may be something to do: the journal has grown, or the sink has room, or its state has changed.</summary>
    public void Wake() => _signal.Set();

    /// <summary>The sink's actor has done a turn: events may be settled, there may be room, its state may have changed.</summary>
    public void Turned()
    {
        CursorMoved();
        Wake();
    }

    /// <summary>Passes a message on to the sink when everything that is in the journal now has been handed to it.</summary>
    public void Mark(SinkMessage message)
    {
        lock (_gate)
        {
            _marks.Enqueue((message, _log.Readable));
        }

        Wake();
    }

    /// <summary>
    /// Feeds what is in the journal now until the deadline, then has the sink drain; the rest stays in the journal. A sink
    /// that is down when the drain begins is not waited for.
    /// </summary>
    public void Drain(TimeSpan deadline)
    {
        lock (_gate)
        {
            _drainTarget = Math.Min(_drainTarget, _log.Readable);
            _deadline = _deadline < deadline ? _deadline : deadline;
            var left = _deadline > _time.Now ? _deadline - _time.Now : TimeSpan.Zero;
            _alarm ??= _time.Clock.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _alarm.Change(left, Timeout.InfiniteTimeSpan);
            if (_drained)
            {
                _dealer!.TellAll(SinkMessage.Drain(_deadline), _engine!);
            }
        }

        Wake();
    }

    /// <summary>A drain that has begun has less time; one that has not will be told so when it begins.</summary>
    public void HurryDrain(TimeSpan deadline)
    {
        lock (_gate)
        {
            if (_deadline < TimeSpan.MaxValue)
            {
                Drain(deadline);
            }
        }
    }

    /// <summary>Gives up what was not read before a position; done when it has been counted.</summary>
    /// <exception cref="IOException">The feed has ended before that: nothing of it may be deleted.</exception>
    public Task SkipToAsync(long position, DropReason reason)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return Task.FromException(Closed());
            }

            if (_skip.Position < position)
            {
                _skip = (position, reason);
            }

            var skipper = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _skippers.Add(skipper);
            Wake();
            return skipper.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _signal.Complete();
        await _loop.ConfigureAwait(false);
        lock (_gate)
        {
            _isClosed = true;
            _skippers.ForEach(skipper => skipper.SetException(Closed()));
            _skippers.Clear();
        }

        _reader.Dispose();
        await _nextTry.DisposeAsync().ConfigureAwait(false);
        if (_alarm is not null)
        {
            await _alarm.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task RunAsync()
    {
        PipelineScope.Enter();
        while (await _signal.WaitAsync().ConfigureAwait(false))
        {
            try
            {
                while (Turn())
                {
                    // Until there is nothing to read, or no room.
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                _events.CannotRead(Name, failure);
                Rest();
            }
#pragma warning disable CA1031 // The error kernel: a loop that died of a bug of ours would end the sink's delivery without a word.
            catch (Exception bug)
#pragma warning restore CA1031
            {
                _events.Broke(Name, bug);
                Rest();
            }
        }
    }

    private void Rest()
    {
        _isResting = true;
        _nextTry.Change(ReadAgain, Timeout.InfiniteTimeSpan);
        Wake();
    }

    private void TryAgain()
    {
        _isResting = false;
        Wake();
    }

    /// <summary>Does what is to be done now; false when only a signal can change that.</summary>
    private bool Turn()
    {
        // A mark or a drain does not wait for the disk: the turn after a failure is one without reading.
        var isResting = _isResting;
        if (!isResting)
        {
            Skip();
        }

        PassMarks();
        if (BeginDrain() || isResting)
        {
            return false;
        }

        var before = _reader.Position;
        var events = _page.AsSpan(0, Read());
        Tracker.Advance(events, _reader.Position);
        var (notices, noticeBytes) = (0, 0L);
        foreach (var logEvent in events)
        {
            if (GapNotice.Is(logEvent))
            {
                (notices, noticeBytes) = (notices + 1, noticeBytes + logEvent.HeldBytes);
            }

            _dealer!.Add(logEvent);
        }

        // Notices are in no account: nobody takes them out of the queue again, and they would use up its room.
        _dealer!.HandOver(_engine!);
        Account.AddQueued(-notices, -noticeBytes);
        if (events.IsEmpty && _reader.Position == before)
        {
            return false;
        }

        CursorMoved();
        return true;
    }

    private int Read()
    {
        var (queued, bytes) = ((int)Account.QueuedEvents, Account.QueuedBytes);
        return _limits.HasRoom(queued, bytes, LogLevel.Information, 0)
            ? _reader.Read(
                _page.AsSpan(0, Math.Min(Ingress.PageSize, _limits.RoomAfter(queued))),
                _limits.BytesAfter(bytes)
            )
            : 0;
    }

    /// <summary>Whoever asked for it waits until it is done, also when the disk fails meanwhile.</summary>
    private void Skip()
    {
        (long Position, DropReason Reason) skip;
        int asked;
        lock (_gate)
        {
            (skip, asked) = (_skip, _skippers.Count);
        }

        if (asked == 0)
        {
            return;
        }

        _reader.SkipTo(skip.Position, skip.Reason);
        Tracker.Advance([], _reader.Position);
        Tracker.GiveUpBefore(skip.Position);
        CursorMoved();
        lock (_gate)
        {
            _skippers[..asked].ForEach(skipper => skipper.SetResult());
            _skippers.RemoveRange(0, asked);
        }
    }

    /// <summary>A sink that has stopped takes nothing any more: whoever waits for it is told so.</summary>
    private void PassMarks()
    {
        lock (_gate)
        {
            while (
                _marks.TryPeek(out var mark)
                && (_reader.Position >= mark.Target || _lanes.All(lane => lane.Condition.State == SinkState.Stopped))
            )
            {
                _dealer!.TellAll(_marks.Dequeue().Message, _engine!);
            }
        }
    }

    private bool BeginDrain()
    {
        lock (_gate)
        {
            if (!_drained && _deadline < TimeSpan.MaxValue)
            {
                _drained =
                    _reader.Position >= _drainTarget
                    || _time.Now >= _deadline
                    || _lanes.Any(lane => lane.Condition.State != SinkState.Running);
                if (_drained)
                {
                    _dealer!.TellAll(SinkMessage.Drain(_deadline), _engine!);
                }
            }

            return _drained;
        }
    }

    private static IOException Closed() => new("the journal was closed before it was read");
}
