using System;
using System.Collections.Generic;
using ActorLog.Events;
using ActorLog.Sinks;

namespace ActorLog.Runtime;

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
internal sealed class DeliveryMachine(DeliveryOptions options, Func<double> chance)
{
    private readonly DeliveryQueue _queue = new(options);
    private readonly Queue<(object Token, long Mark)> _barriers = new();

    // What the worker has in hand: a part to write or a sink to flush, or nothing.
    private DeliveryPart? _inFlight;
    private bool _flushing;
    private long _ticket;
    private TimeSpan _deadline = TimeSpan.MaxValue;

    private long _batches;
    private TimeSpan _notBefore = TimeSpan.MinValue;
    private TimeSpan _armed = TimeSpan.MaxValue;
    private bool _paused;
    private bool _stopped;
    private TimeSpan? _drainDeadline;
    private bool _drained;
    private bool _lastFlush;

    /// <summary>How the sink is doing.</summary>
    public SinkState State =>
        _stopped || _drained ? SinkState.Stopped
        : _drainDeadline is not null ? SinkState.Draining
        : _paused ? SinkState.Paused
        : FailuresInARow == 0 ? SinkState.Running
        : LastFailure?.Kind == FailureKind.Refused ? SinkState.Refused
        : FailuresInARow >= options.CircuitBreaker.MaxFailures ? SinkState.Open
        : SinkState.BackingOff;

    /// <summary>Failed attempts since the last success.</summary>
    public int FailuresInARow { get; private set; }

    /// <summary>The last failure, whether or not it has been overcome.</summary>
    public SinkFailure? LastFailure { get; private set; }

    /// <summary>When the next attempt is due; in the past when nothing holds it up.</summary>
    public TimeSpan NextAttempt => _notBefore;

    /// <summary>Events that wait or are in flight.</summary>
    public int Buffered => _queue.Count + (_inFlight?.Count ?? 0);

    /// <summary>The memory that the waiting events hold.</summary>
    public long BufferedBytes => _queue.Bytes;

    /// <summary>Whether the queue has reached its limit.</summary>
    public bool IsFull => !_stopped && _queue.IsFull;

    /// <summary>Whether the queue has emptied well below its limit.</summary>
    public bool HasComfortableRoom => _stopped || _queue.HasComfortableRoom;

    /// <summary>The router hands events over.</summary>
    public void Offer(ReadOnlySpan<LogEvent> events, TimeSpan now, List<DeliveryCommand> output)
    {
        foreach (var logEvent in events)
        {
            _queue.Offer(logEvent, now, _stopped || _drained, output);
        }

        Step(now, output);
    }

    /// <summary>The worker has an answer for the write with this ticket.</summary>
    public void Written(long ticket, SinkResult result, TimeSpan now, List<DeliveryCommand> output)
    {
        if (ticket != _ticket || _inFlight is not { } part)
        {
            return;
        }

        _inFlight = null;
        if (result.IsDelivered)
        {
            Deliver(part, output);
            Succeed();
        }
        else if (result.Verdicts is { } verdicts)
        {
            Judge(part, verdicts, now, output);
        }
        else
        {
            FailFrom(part, result, now, output);
        }

        Step(now, output);
    }

    /// <summary>The worker broke, or could not be made, at the work with this ticket.</summary>
    public void WorkerGone(long ticket, SinkFailure failure, TimeSpan now, List<DeliveryCommand> output)
    {
        if (ticket != _ticket || (_inFlight is null && !_flushing))
        {
            return;
        }

        output.Add(new(DeliveryCommandKind.StopWorker));
        EndWork(failure, now, output);
        Step(now, output);
    }

    /// <summary>The worker has flushed its sink.</summary>
    public void SinkFlushed(long ticket, TimeSpan now, List<DeliveryCommand> output)
    {
        if (ticket == _ticket && _flushing)
        {
            _flushing = false;
            PassBarriers(null, output);
            Step(now, output);
        }
    }

    /// <summary>Time has passed.</summary>
    public void Time(TimeSpan now, List<DeliveryCommand> output)
    {
        _armed = TimeSpan.MaxValue; // A timer may ring a little early; it is then set again.
        if (now >= _deadline && (_inFlight is not null || _flushing))
        {
            output.Add(new(DeliveryCommandKind.StopWorker));
            _inFlight?.Abandon();
            var seconds = options.Timeout.TotalSeconds;
            EndWork(new SinkFailure(FailureKind.Transient, $"no answer within {seconds:0.###} s"), now, output);
        }

        Step(now, output);
    }

    /// <summary>Somebody wants to know when all that was offered before is settled and flushed.</summary>
    public void Flush(object token, TimeSpan now, List<DeliveryCommand> output)
    {
        _barriers.Enqueue((token, _queue.Mark));
        Step(now, output);
    }

    /// <summary>No more events will come: deliver what is left until <paramref name="deadline"/>, then give up.</summary>
    public void Drain(TimeSpan deadline, TimeSpan now, List<DeliveryCommand> output)
    {
        _drainDeadline ??= deadline;
        _lastFlush = true;
        _notBefore = TimeSpan.MinValue; // A sink that is backing off gets a try at once.
        Step(now, output);
    }

    /// <summary>Deliver nothing until <see cref="Resume"/>.</summary>
    public void Pause() => _paused = true;

    /// <summary>Deliver again, at once; a stopped sink begins anew.</summary>
    public void Resume(TimeSpan now, List<DeliveryCommand> output)
    {
        _paused = false;
        _stopped = false;
        _notBefore = TimeSpan.MinValue;
        Step(now, output);
    }

    private bool Hurry => _barriers.Count > 0 || _drainDeadline is not null;

    private void Step(TimeSpan now, List<DeliveryCommand> output)
    {
        if (_drained)
        {
            // Whatever is offered after the end has been dropped by the queue; barriers pass with the reason.
            PassBarriers(new SinkFailure(FailureKind.Fatal, "the sink has stopped"), output, all: true);
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
        else if (_inFlight is null && !_flushing && now >= _notBefore && (!_paused || _drainDeadline is not null))
        {
            StartNext(now, output);
        }

        Arm(output);
    }

    private void StartNext(TimeSpan now, List<DeliveryCommand> output)
    {
        if (_barriers.TryPeek(out var barrier) && _queue.HasPassed(barrier.Mark))
        {
            StartFlush(now, output);
        }
        else if (_queue.Cut(now, Hurry) is { } part)
        {
            StartWrite(part, now, output);
        }
        else if (_drainDeadline is not null && _queue.IsEmpty)
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

    private void StartWrite(DeliveryPart part, TimeSpan now, List<DeliveryCommand> output)
    {
        part.Number = part.Number == 0 ? ++_batches : part.Number;
        part.Attempts++;
        _inFlight = part;
        _deadline = Later(now, options.Timeout);
        var batch = new LogBatch(
            part.Events,
            part.Offset,
            part.Count,
            part.HeldBytes,
            part.Number,
            part.Attempts,
            options.Key
        );
        output.Add(new(DeliveryCommandKind.Write) { Batch = batch, Ticket = ++_ticket });
    }

    private void StartFlush(TimeSpan now, List<DeliveryCommand> output)
    {
        _flushing = true;
        _deadline = Later(now, options.Timeout);
        output.Add(new(DeliveryCommandKind.FlushSink) { Ticket = ++_ticket });
    }

    /// <summary>The work in hand has failed as a whole; its worker is gone.</summary>
    private void EndWork(SinkFailure failure, TimeSpan now, List<DeliveryCommand> output)
    {
        _ticket++;
        if (_flushing)
        {
            _flushing = false;
            LastFailure = failure;
            PassBarriers(failure, output);
            return;
        }

        var part = _inFlight!;
        _inFlight = null;
        FailFrom(part, SinkResult.Failed(failure), now, output);
    }

    private void FailFrom(DeliveryPart part, SinkResult result, TimeSpan now, List<DeliveryCommand> output)
    {
        var delivered = Math.Min(result.DeliveredPrefix, part.Count);
        if (delivered > 0)
        {
            Deliver(part.Slice(0, delivered), output);
            part = part.Slice(delivered, part.Count - delivered);
            Succeed();
        }

        if (part.Count == 0)
        {
            return;
        }

        switch (result.Failure)
        {
            case null: // The sink wants to be asked again at once: it had time for the first few only.
                _queue.PutFirst(part);
                break;
            case { Kind: FailureKind.Rejected } failure:
                Reject(part, failure, output);
                break;
            case { } failure:
                _queue.PutFirst(part);
                Fail(failure, now, output);
                break;
        }
    }

    /// <summary>A rejected part is halved until the culprits stand alone; a lone culprit goes to the dead letters.</summary>
    private void Reject(DeliveryPart part, SinkFailure failure, List<DeliveryCommand> output)
    {
        LastFailure = failure;
        Succeed(); // The destination is alive, it only dislikes the events.
        if (part.Count == 1)
        {
            Bury(part, 0, failure, output);
            return;
        }

        var half = part.Count / 2;
        _queue.PutFirst(part.Slice(half, part.Count - half));
        _queue.PutFirst(part.Slice(0, half));
    }

    private void Judge(
        DeliveryPart part,
        IReadOnlyList<SinkFailure?> verdicts,
        TimeSpan now,
        List<DeliveryCommand> output
    )
    {
        if (verdicts.Count == 0 || verdicts.Count > part.Count)
        {
            _queue.PutFirst(part);
            var text = $"the sink gave {verdicts.Count} verdicts for {part.Count} events";
            Fail(new SinkFailure(FailureKind.Transient, text), now, output);
            return;
        }

        var again = new List<LogEvent>();
        SinkFailure? worst = null;
        for (var i = 0; i < verdicts.Count; i++)
        {
            if (verdicts[i] is not { } failure)
            {
                Deliver(part.Slice(i, 1), output);
            }
            else if (failure.Kind == FailureKind.Rejected)
            {
                LastFailure = failure;
                Bury(part, i, failure, output);
            }
            else
            {
                again.Add(part.Events[part.Offset + i]);
                worst = worst is null || failure.Kind > worst.Kind ? failure : worst;
            }
        }

        Succeed();
        if (verdicts.Count < part.Count)
        {
            // The sink stopped there: what it has not judged is asked for again.
            _queue.PutFirst(part.Slice(verdicts.Count, part.Count - verdicts.Count));
        }

        if (worst is not null)
        {
            _queue.PutFirst(new DeliveryPart([.. again], 0, again.Count));
            Fail(worst, now, output);
        }
    }

    private void Fail(SinkFailure failure, TimeSpan now, List<DeliveryCommand> output)
    {
        LastFailure = failure;
        FailuresInARow++;
        if (failure.Kind == FailureKind.Fatal || (failure.Kind == FailureKind.Refused && _drainDeadline is not null))
        {
            // A refusal will not be taken back before the deadline of a drain.
            _stopped = true;
        }
        else
        {
            var retry =
                failure.Kind == FailureKind.Refused
                    ? options.Retry with
                    {
                        MinBackoff = options.Retry.RefusedBackoff,
                        MaxBackoff = options.Retry.RefusedBackoff,
                    }
                    : options.Retry;
            var wait = Backoff.After(retry, FailuresInARow, failure.RetryAfter, chance());
            if (State == SinkState.Open && wait < options.CircuitBreaker.ResetTimeout)
            {
                wait = options.CircuitBreaker.ResetTimeout;
            }

            _notBefore = Later(now, wait);
        }

        output.Add(
            new(DeliveryCommandKind.Retrying)
            {
                Failure = failure,
                At = _notBefore,
                Count = FailuresInARow,
            }
        );
    }

    private void Succeed()
    {
        FailuresInARow = 0;
        _notBefore = TimeSpan.MinValue;
    }

    private static void Deliver(DeliveryPart part, List<DeliveryCommand> output) =>
        output.Add(
            new(DeliveryCommandKind.Delivered)
            {
                Events = part.Events,
                Offset = part.Offset,
                Count = part.Count,
                ReturnArray = part.ArrayIsPooled && !part.IsAbandoned,
                IsAbandoned = part.IsAbandoned,
            }
        );

    private static void Bury(DeliveryPart part, int index, SinkFailure failure, List<DeliveryCommand> output) =>
        output.Add(
            new(DeliveryCommandKind.DeadLetter)
            {
                Event = part.Events[part.Offset + index],
                Failure = failure,
                IsAbandoned = part.IsAbandoned,
            }
        );

    private void PassBarriers(SinkFailure? failure, List<DeliveryCommand> output, bool all = false)
    {
        while (_barriers.TryPeek(out var barrier) && (all || _queue.HasPassed(barrier.Mark)))
        {
            _barriers.Dequeue();
            output.Add(new(DeliveryCommandKind.Flushed) { Token = barrier.Token, Failure = failure });
        }
    }

    /// <summary>The drain's time is over: what is left is dropped and counted.</summary>
    private void GiveUp(List<DeliveryCommand> output)
    {
        var left = 0;
        if (_inFlight is not null || _flushing)
        {
            output.Add(new(DeliveryCommandKind.StopWorker));
            _inFlight?.Abandon();
            left = _inFlight is null ? 0 : DeliveryQueue.Drop(_inFlight, DropReason.Shutdown, output);
            _inFlight = null;
            _flushing = false;
            _ticket++;
        }

        EndDrain(left + _queue.DropAll(DropReason.Shutdown, output), output);
    }

    private void EndDrain(int left, List<DeliveryCommand> output)
    {
        _drained = true;
        PassBarriers(left == 0 ? null : LastFailure, output, all: true);
        output.Add(new(DeliveryCommandKind.Drained) { Count = left });
    }

    private void Arm(List<DeliveryCommand> output)
    {
        var next = _drainDeadline ?? TimeSpan.MaxValue;
        if (_inFlight is not null || _flushing)
        {
            next = Earlier(next, _deadline);
        }
        else if (!_paused && !_stopped)
        {
            next = Earlier(next, _queue.IsEmpty && _queue.NextWake == TimeSpan.MaxValue ? next : WorkDue());
        }

        // A timer that rings too early costs one look at the time; one that is moved for every batch costs more.
        if (next < _armed)
        {
            _armed = next;
            output.Add(new(DeliveryCommandKind.WakeAt) { At = next });
        }
    }

    private TimeSpan WorkDue() => _queue.NextWake > _notBefore ? _queue.NextWake : _notBefore;

    private static TimeSpan Earlier(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Later(TimeSpan now, TimeSpan by) =>
        by > TimeSpan.MaxValue - now ? TimeSpan.MaxValue : now + by;
}
