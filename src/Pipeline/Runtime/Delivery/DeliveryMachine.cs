using System;
using System.Collections.Generic;
using ActorLog.Events;
using ActorLog.Sinks;

namespace ActorLog.Runtime.Delivery;

/// <summary>Decides everything about the delivery to one sink: what is written when, again, split, dropped, given up.</summary>
/// <remarks>
/// <para>
/// Pure: no threads, no locks, no clock, no I/O. Something happens (a method is called, with the time), commands come out;
/// whoever owns the machine carries them out in order. That is why every engine behaves alike, and how the property tests
/// drive it.
/// </para>
/// <para>
/// Pull with ack. The machine keeps a batch until the worker has answered for it, so nothing is lost when a worker is. Each
/// write has a ticket; an answer with another ticket comes from a worker that was given up, and is ignored.
/// </para>
/// <para>Time is monotonic, counted from any beginning. Not thread-safe.</para>
/// </remarks>
internal sealed class DeliveryMachine
{
    private static readonly SinkFailure HasStopped = new(FailureKind.Fatal, "the sink has stopped");
    private static readonly SinkFailure TimeIsOver = new(
        FailureKind.Transient,
        "no answer before the pipeline stopped"
    );

    private readonly DeliveryOptions _options;
    private readonly DeliveryQueue _queue;
    private readonly DeliveryHealth _health;
    private readonly DeliveryPace _pace;
    private readonly DeliverySettlement _settlement;
    private readonly Queue<(object Token, long Mark)> _barriers = new();

    // What the worker has in hand: a part to write or a sink to flush, or nothing.
    private DeliveryPart? _inFlight;
    private bool _flushing;
    private long _ticket;
    private TimeSpan _deadline = TimeSpan.MaxValue;

    private long _batches;
    private TimeSpan _armed = TimeSpan.MaxValue;
    private bool _paused;
    private bool _stopped;
    private TimeSpan? _drainDeadline;
    private bool _drained;
    private bool _lastFlush;

    public DeliveryMachine(DeliveryOptions options, Func<double> chance)
    {
        _options = options;
        _queue = new DeliveryQueue(options);
        _health = new DeliveryHealth(options.Retry, options.CircuitBreaker, chance);
        _pace = new DeliveryPace(options.CircuitBreaker.DrainRate);
        _settlement = new DeliverySettlement(_queue, _health);
    }

    /// <summary>How the sink is doing.</summary>
    public SinkState State =>
        _stopped || _drained ? SinkState.Stopped
        : IsDraining ? SinkState.Draining
        : _paused ? SinkState.Paused
        : _health.State;

    /// <summary>Whether no more events will come.</summary>
    public bool IsDraining => _drainDeadline is not null;

    /// <inheritdoc cref="DeliveryHealth.FailuresInARow"/>
    public int FailuresInARow => _health.FailuresInARow;

    /// <inheritdoc cref="DeliveryHealth.Failures"/>
    public long Failures => _health.Failures;

    /// <inheritdoc cref="DeliveryHealth.LastFailure"/>
    public SinkFailure? LastFailure => _health.LastFailure;

    /// <inheritdoc cref="DeliveryHealth.NotBefore"/>
    public TimeSpan NextAttempt => _health.NotBefore;

    /// <summary>Events that the worker has in hand.</summary>
    public int InFlight => _inFlight?.Count ?? 0;

    /// <summary>Whether it could use an event now: nothing is in flight, and it is not waiting to try one again.</summary>
    public bool IsIdle => _inFlight is null && (FailuresInARow == 0 || _queue.IsEmpty || _paused || _stopped);

    /// <summary>Events that wait or are in flight.</summary>
    public int Buffered => _queue.Count + InFlight;

    /// <summary>The memory that the waiting events hold.</summary>
    public long BufferedBytes => _queue.Bytes;

    /// <summary>The router hands events over.</summary>
    /// <param name="events">The events.</param>
    /// <param name="bytes">The memory that they hold together.</param>
    /// <param name="now">The time.</param>
    /// <param name="output">Takes the commands.</param>
    public void Offer(ReadOnlySpan<LogEvent> events, long bytes, TimeSpan now, DeliveryOutput output)
    {
        _queue.Offer(events, bytes, now, _stopped || _drained, output);
        Step(now, output);
    }

    /// <summary>The worker has an answer for the write with this ticket.</summary>
    public void Written(long ticket, SinkResult result, TimeSpan now, DeliveryOutput output)
    {
        if (ticket != _ticket || _inFlight is not { } part)
        {
            return;
        }

        _inFlight = null;
        var wasDown = _health.IsDown;
        var waiting = _queue.Count;
        Settle(part, result, now, output);
        Pace(settled: part.Count - (_queue.Count - waiting), wasDown, now);
        Step(now, output);
    }

    /// <summary>The worker broke, or could not be made, at the work with this ticket.</summary>
    public void WorkerGone(long ticket, SinkFailure failure, TimeSpan now, DeliveryOutput output)
    {
        if (ticket != _ticket || (_inFlight is null && !_flushing))
        {
            return;
        }

        output.StopWorker();
        EndWork(failure, now, output);
        Step(now, output);
    }

    /// <summary>The worker has flushed its sink.</summary>
    public void SinkFlushed(long ticket, TimeSpan now, DeliveryOutput output)
    {
        if (ticket == _ticket && _flushing)
        {
            _flushing = false;
            PassBarriers(null, output);
            Step(now, output);
        }
    }

    /// <summary>Time has passed.</summary>
    public void Time(TimeSpan now, DeliveryOutput output)
    {
        _armed = TimeSpan.MaxValue; // A timer may ring a little early; it is then set again.
        if (now >= _deadline && (_inFlight is not null || _flushing))
        {
            output.StopWorker();
            _inFlight?.Abandon();
            EndWork(SinkFailure.NoAnswer(_options.Timeout), now, output);
        }

        Step(now, output);
    }

    /// <summary>Somebody wants to know when all that was offered before is settled and flushed.</summary>
    public void Flush(object token, TimeSpan now, DeliveryOutput output)
    {
        _barriers.Enqueue((token, _queue.Mark));
        Step(now, output);
    }

    /// <summary>No more events will come: deliver what is left until <paramref name="deadline"/>, then give up.</summary>
    public void Drain(TimeSpan deadline, TimeSpan now, DeliveryOutput output)
    {
        _drainDeadline = _drainDeadline < deadline ? _drainDeadline : deadline;
        _lastFlush = true;
        _health.Hurry(); // A sink that is backing off gets a try at once.
        Step(now, output);
    }

    /// <summary>Deliver nothing until <see cref="Resume"/>.</summary>
    public void Pause() => _paused = true;

    /// <summary>Deliver again, at once; a stopped sink begins anew.</summary>
    public void Resume(TimeSpan now, DeliveryOutput output)
    {
        _paused = false;
        _stopped = false;
        _health.Hurry();
        Step(now, output);
    }

    private bool Hurry => _barriers.Count > 0 || IsDraining;

    private void Step(TimeSpan now, DeliveryOutput output)
    {
        if (_drained)
        {
            // What is offered after the end goes nowhere any more; barriers pass with the reason.
            _queue.DropAll(DropReason.Stopped, output);
            PassBarriers(HasStopped, output, all: true);
            return;
        }

        if (_drainDeadline is { } deadline && (now >= deadline || _stopped))
        {
            GiveUp(output);
            return;
        }

        if (_stopped)
        {
            PassBarriers(LastFailure, output, all: true);
        }
        else if (_inFlight is null && !_flushing && now >= NotBefore && (!_paused || IsDraining))
        {
            StartNext(now, output);
        }

        Arm(output);
    }

    private void StartNext(TimeSpan now, DeliveryOutput output)
    {
        if (_barriers.TryPeek(out var barrier) && _queue.HasPassed(barrier.Mark))
        {
            StartFlush(now, output);
        }
        else if (_queue.Cut(now, Hurry, IsDraining ? int.MaxValue : _pace.MostEvents) is { } part)
        {
            StartWrite(part, now, output);
        }
        else if (IsDraining && _queue.IsEmpty)
        {
            if (_lastFlush)
            {
                _lastFlush = false;
                StartFlush(now, output);
            }
            else
            {
                EndDrain(0, output);
            }
        }
    }

    private void StartWrite(DeliveryPart part, TimeSpan now, DeliveryOutput output)
    {
        part.Number = part.Number == 0 ? ++_batches : part.Number;
        part.Attempts++;
        _inFlight = part;
        _deadline = Later(now, _options.Timeout);
        var batch = new LogBatch(
            part.Events,
            part.Offset,
            part.Count,
            part.HeldBytes,
            part.Number,
            part.Attempts,
            _options.Key
        );
        output.Write(batch, ++_ticket);
    }

    private void StartFlush(TimeSpan now, DeliveryOutput output)
    {
        _flushing = true;
        _deadline = Later(now, _options.Timeout);
        output.FlushSink(++_ticket);
    }

    /// <summary>The work in hand has failed as a whole; its worker is gone.</summary>
    private void EndWork(SinkFailure failure, TimeSpan now, DeliveryOutput output)
    {
        _ticket++;
        if (_flushing)
        {
            _flushing = false;
            _health.Note(failure);
            output.FlushFailed(failure);
            PassBarriers(failure, output);
            return;
        }

        var part = _inFlight!;
        _inFlight = null;
        Settle(part, SinkResult.Failed(failure), now, output);
    }

    private void Settle(DeliveryPart part, SinkResult result, TimeSpan now, DeliveryOutput output)
    {
        if (_settlement.Settle(part, result, output) is not { } failure)
        {
            return;
        }

        _health.Fail(failure, now);

        // A refusal will not be taken back before the deadline of a drain; and what a durable sink could not deliver at its
        // end waits in the journal, not here.
        _stopped =
            failure.Kind == FailureKind.Fatal
            || (IsDraining && (failure.Kind == FailureKind.Refused || _options.IsDurable));
        output.Retrying(failure, _health.FailuresInARow, _health.NotBefore);
    }

    private void PassBarriers(SinkFailure? failure, DeliveryOutput output, bool all = false)
    {
        while (_barriers.TryPeek(out var barrier) && (all || _queue.HasPassed(barrier.Mark)))
        {
            _barriers.Dequeue();
            output.Flushed(barrier.Token, failure);
        }
    }

    /// <summary>The drain's time is over: what is left is dropped and counted.</summary>
    private void GiveUp(DeliveryOutput output)
    {
        var left = 0;
        if (_inFlight is not null || _flushing)
        {
            output.StopWorker();
            if (_inFlight is { } part)
            {
                part.Abandon();
                output.Dropped(part, DropReason.Shutdown);
                left = part.Count;
            }
            else
            {
                output.FlushFailed(TimeIsOver);
            }

            _inFlight = null;
            _flushing = false;
            _ticket++;
        }

        // Also when nothing is left: the sink itself was not flushed in time.
        EndDrain(left + _queue.DropAll(DropReason.Shutdown, output), output, LastFailure ?? HasStopped);
    }

    private void EndDrain(int left, DeliveryOutput output, SinkFailure? failure = null)
    {
        _drained = true;
        PassBarriers(failure, output, all: true);
        output.Drained(left);
    }

    private void Arm(DeliveryOutput output)
    {
        var next = _drainDeadline ?? TimeSpan.MaxValue;
        if (_inFlight is not null || _flushing)
        {
            next = Earlier(next, _deadline);
        }
        else if ((!_paused || IsDraining) && !_stopped)
        {
            next = Earlier(next, _queue.IsEmpty && _queue.NextWake == TimeSpan.MaxValue ? next : WorkDue());
        }

        // A timer that rings too early costs one look at the time; one that is moved for every batch costs more.
        if (next < _armed)
        {
            _armed = next;
            output.WakeAt(next);
        }
    }

    private TimeSpan WorkDue() => _queue.NextWake > NotBefore ? _queue.NextWake : NotBefore;

    private TimeSpan NotBefore =>
        _pace.NotBefore > _health.NotBefore && !IsDraining ? _pace.NotBefore : _health.NotBefore;

    private void Pace(int settled, bool wasDown, TimeSpan now)
    {
        if (wasDown && !_health.IsDown)
        {
            _pace.OutageEnded();
        }

        _pace.Settled(settled, now);
        if (_queue.IsEmpty)
        {
            _pace.CaughtUp();
        }
    }

    private static TimeSpan Earlier(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Later(TimeSpan now, TimeSpan by) =>
        by > TimeSpan.MaxValue - now ? TimeSpan.MaxValue : now + by;
}
