using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Runtime.Intake;

/// <summary>
/// The one bounded queue through which all events enter. Here they get their numbers, and here "full" is decided by the
/// caller's policy, whatever the actors behind are doing.
/// </summary>
/// <remarks>
/// Callers put references into a ring under a lock of a few instructions; the router takes what is there, up to a page. A
/// caller wakes the router only when it sleeps and there is something that cannot wait (<see cref="RouterSleep"/>): what
/// costs most in such queues is waking a thread per event.
/// </remarks>
internal sealed class Ingress : IDisposable
{
    /// <summary>The most events that the router takes at once.</summary>
    public const int PageSize = 1024;

    // What a router that writes events itself gets through before their callers would have.
    private const int Few = 256;

    private readonly QueueLimits _limits;
    private readonly TakenPage _page;
    private readonly object _gate = new();

    // All below is guarded by _gate.
    private readonly EventRing<IQueuedEvent> _ring = new();
    private readonly Queue<(object Token, long Mark)> _marks = new();
    private readonly RoomWaiters _waiters;
    private readonly IngressDrops _drops;
    private long _sequence;
    private long _takenBytes;
    private bool _stopped;

    public Ingress(QueueOptions options, TimeSpan gapInterval, TimeProvider clock, string sessionId)
    {
        Options = options;
        SessionId = sessionId;
        _page = new TakenPage(sessionId);
        _limits = new QueueLimits(options);
        Sleep = new RouterSleep(_gate, options);
        _waiters = new RoomWaiters(_gate, clock);
        _drops = new IngressDrops(clock, gapInterval, sessionId, TellDrops);
    }

    /// <summary>Wakes the router. Set by the pipeline before the first event.</summary>
    public Action Wake { get; set; } = static () => { };

    /// <summary>Told, off the lock, of drops that the stream is being told of.</summary>
    public Action<long> OnGap { get; set; } = static _ => { };

    /// <summary>Told of an event that comes after the end. Called under the lock.</summary>
    public Action OnLate { get; set; } = static () => { };

    /// <summary>Events that were not accepted; those too that could not even be captured.</summary>
    public DropCounts Refused => _drops.Refused;

    /// <summary>Events that were accepted and then evicted before the router took them: part of every sink's account.</summary>
    public DropCounts Evicted => _drops.Evicted;

    /// <summary>When the router may sleep.</summary>
    public RouterSleep Sleep { get; }

    /// <summary>The session of the events.</summary>
    public string SessionId { get; }

    /// <summary>The limits.</summary>
    public QueueOptions Options { get; }

    /// <summary>How many events have been accepted, which is also the last number given.</summary>
    public long Accepted => Interlocked.Read(ref _sequence);

    /// <summary>How many events wait, at a look without the lock.</summary>
    public int Count => _ring.Count;

    /// <summary>Whether few events wait, and few came since the router looked: then it has the time to write some itself.</summary>
    public bool IsCalm => _ring.Count < Few && _page.Count < Few;

    /// <summary>How many accepted events wait for the router, and the memory that they hold.</summary>
    public (int Count, long Bytes) Waiting
    {
        get
        {
            using (Uninterrupted.Enter(_gate))
            {
                return (_ring.Count, _ring.Bytes - _takenBytes);
            }
        }
    }

    /// <summary>Takes an event in, waiting for room if that is the policy. From here on the event is the ingress's.</summary>
    public WriteOutcome Write(LogEvent logEvent)
    {
        bool wake;
        using (Uninterrupted.Enter(_gate))
        {
            if (_stopped || (!HasRoom(logEvent) && !MakeRoom(logEvent)))
            {
                return Refuse(logEvent, _stopped ? DropReason.Stopped : DropReason.QueueFull);
            }

            Append(logEvent);
            wake = TakeWake();
        }

        WakeIf(wake);
        return WriteOutcome.Accepted;
    }

    /// <summary>Takes an event in that is not written yet, if nobody has to wait.</summary>
    public bool TryWrite(DeferredEvent deferred)
    {
        bool wake;
        using (Uninterrupted.Enter(_gate))
        {
            if (_stopped || _waiters.IsGateClosed || !Fits(deferred.Level, deferred.HeldBytes))
            {
                return false;
            }

            deferred.Sequence = ++_sequence;
            _ring.Enqueue(deferred, deferred.HeldBytes);
            wake = TakeWake();
        }

        WakeIf(wake);
        return true;
    }

    /// <summary>Takes all events in, or none; never waits and never drops. Events that were not taken stay the caller's.</summary>
    public WriteOutcome TryWrite(ReadOnlySpan<LogEvent> events)
    {
        bool wake;
        using (Uninterrupted.Enter(_gate))
        {
            if (_stopped || !HasRoom(events))
            {
                return _stopped ? WriteOutcome.Stopped : WriteOutcome.Full;
            }

            foreach (var logEvent in events)
            {
                Append(logEvent);
            }

            wake = TakeWake();
        }

        WakeIf(wake);
        return WriteOutcome.Accepted;
    }

    /// <summary>A task that ends when there may be room again.</summary>
    public Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        using (Uninterrupted.Enter(_gate))
        {
            // Comfortable room is not enough: the event for which somebody waits may be larger than that.
            if (_stopped || (!_waiters.IsGateClosed && _ring.Count == 0))
            {
                return Task.CompletedTask;
            }

            var room = _waiters.Add(cancellationToken);
            WakeIf(TakeWake());
            return room;
        }
    }

    /// <summary>Puts a mark behind all events accepted so far; the router finds it when it has taken them.</summary>
    /// <param name="token">The mark.</param>
    /// <param name="tellGap">Whether drops are told before it, ahead of their time.</param>
    public void Mark(object token, bool tellGap = true)
    {
        bool wake;
        using (Uninterrupted.Enter(_gate))
        {
            if (tellGap)
            {
                AppendDrops();
            }

            _marks.Enqueue((token, _ring.End));
            wake = TakeWake();
        }

        WakeIf(wake);
    }

    /// <summary>Accepts no more events. Those accepted stay.</summary>
    public void Stop()
    {
        using (Uninterrupted.Enter(_gate))
        {
            AppendDrops();
            _stopped = true;
            _waiters.Release();
        }
    }

    public void Dispose() => _drops.Dispose();

    /// <summary>
    /// The router takes the next events, or a mark. When there is neither, or nothing that cannot wait, the router is
    /// considered asleep until it is woken.
    /// </summary>
    /// <param name="into">Takes the events, up to its length.</param>
    /// <param name="token">The mark.</param>
    /// <param name="isVisit">Whether whatever there is shall be taken, for it costs no waking.</param>
    /// <returns>How many events were taken; 0 with a token, or 0 without when there is nothing.</returns>
    public int Take(Span<LogEvent> into, out object? token, bool isVisit = false)
    {
        var taken = 0;
        using (Uninterrupted.Enter(_gate))
        {
            _ring.Uncount(_takenBytes);
            _takenBytes = 0;
            token = null;
            if (_marks.TryPeek(out var mark) && _ring.HasPassed(mark.Mark))
            {
                token = _marks.Dequeue().Token;
                return 0;
            }

            var end = _marks.Count > 0 ? mark.Mark : long.MaxValue;
            taken = isVisit || IsWorthATurn ? _ring.Take(_page.Room(into.Length), end) : 0;
            Sleep.BeginIf(taken == 0);
            if (_waiters.Any && !_waiters.IsGateClosed && HasComfortableRoom)
            {
                _waiters.Release();
            }
        }

        // Read and written by the router alone between two calls, and under the lock by Waiting.
        _takenBytes = _page.MoveTo(into[..taken]);
        return taken;
    }

    /// <summary>A worker comes by, rested or not.</summary>
    /// <returns>Whether the router slept and any events wait: then it is awake, and the worker takes its turns.</returns>
    public bool BeginVisit()
    {
        using (Uninterrupted.Enter(_gate))
        {
            Sleep.BeginVisit();
            return _ring.Count > 0 && Sleep.TryEnd();
        }
    }

    /// <summary>A sink has nothing to do: it is given the next event at once.</summary>
    public void LaneIsIdle()
    {
        bool wake;
        using (Uninterrupted.Enter(_gate))
        {
            Sleep.LaneIsIdle();
            wake = _ring.Count > 0 && TakeWake();
        }

        WakeIf(wake);
    }

    /// <summary>A sink is full for which callers wait so long at most.</summary>
    public void CloseGate(TimeSpan maxWait)
    {
        using (Uninterrupted.Enter(_gate))
        {
            _waiters.CloseGate(maxWait);
        }
    }

    /// <summary>A sink for which callers waited so long has room again.</summary>
    public void OpenGate(TimeSpan maxWait)
    {
        using (Uninterrupted.Enter(_gate))
        {
            _waiters.OpenGate(maxWait);
        }
    }

    private bool HasComfortableRoom => _limits.HasComfortableRoom(_ring.Count, _ring.Bytes);

    private bool HasRoom(LogEvent logEvent) => !_waiters.IsGateClosed && Fits(logEvent);

    private bool Fits(LogEvent logEvent) => Fits(logEvent.Level, logEvent.HeldBytes);

    private bool Fits(LogLevel level, int bytes) => _limits.HasRoom(_ring.Count, _ring.Bytes, level, bytes);

    private bool HasRoom(ReadOnlySpan<LogEvent> events) =>
        !_waiters.IsGateClosed && _limits.HasRoomForAll(_ring.Count, _ring.Bytes, events);

    private void Append(LogEvent logEvent)
    {
        logEvent.SessionId = SessionId;
        logEvent.Sequence = ++_sequence;
        _ring.Enqueue(logEvent, logEvent.HeldBytes);
    }

    private bool IsWorthATurn => Sleep.IsWorthATurn(_ring.Count, _ring.Bytes) || _marks.Count > 0 || _waiters.Any;

    private bool TakeWake() => IsWorthATurn && Sleep.TryEnd();

    private void WakeIf(bool wake)
    {
        if (wake)
        {
            Wake();
        }
    }

    private bool MakeRoom(LogEvent logEvent)
    {
        // A gate that stays shut is the sink's own affair: the event goes on, and that sink drops it if it is full still.
        logEvent.IsOverdue = _waiters.IsGateClosed && !WaitForRoom(logEvent, _waiters.GateWait);
        return !_stopped
            && (
                Fits(logEvent)
                || Options.WhenFull switch
                {
                    WhenFull.DropOldest => EvictFor(logEvent),
                    WhenFull.Wait => WaitForRoom(logEvent, Options.MaxWait),
                    _ => false,
                }
            );
    }

    /// <summary>Waits, giving the lock back meanwhile, until there is room or the time is over.</summary>
    private bool WaitForRoom(LogEvent logEvent, TimeSpan maxWait)
    {
        if (PipelineScope.IsInside || maxWait <= TimeSpan.Zero)
        {
            return false;
        }

        _waiters.Wait(() => _stopped || HasRoom(logEvent), maxWait, begun: () => WakeIf(TakeWake()));
        return !_stopped && HasRoom(logEvent);
    }

    private bool EvictFor(LogEvent logEvent)
    {
        while (!Fits(logEvent))
        {
            if (!_ring.TryEvictFor(logEvent.Level, out var victim))
            {
                return false;
            }

            _drops.Evict(victim);
        }

        return true;
    }

    private WriteOutcome Refuse(LogEvent logEvent, DropReason reason)
    {
        _drops.Refuse(logEvent, reason, _sequence);
        if (reason == DropReason.Stopped)
        {
            OnLate();
        }

        return reason == DropReason.Stopped ? WriteOutcome.Stopped : WriteOutcome.Full;
    }

    private void TellDrops()
    {
        long count;
        bool wake;
        using (Uninterrupted.Enter(_gate))
        {
            AppendDrops();
            count = _drops.TakeTold();
            wake = TakeWake();
        }

        OnGap(count);
        WakeIf(wake);
    }

    private void AppendDrops()
    {
        if (!_stopped && _drops.TakeNotice() is { } notice)
        {
            Append(notice);
        }
    }
}
