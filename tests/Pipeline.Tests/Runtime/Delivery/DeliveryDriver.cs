using System;
using System.Collections.Generic;
using System.Linq;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Runtime.Delivery;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Tests.Runtime.Delivery;

/// <summary>Drives a delivery machine by hand: a worker that answers when told, a clock that moves when told.</summary>
internal sealed class DeliveryDriver(DeliveryOptions? options = null)
{
    private readonly DeliveryOutput _output = new();
    private long _nextSequence = 1;

    public static readonly DeliveryOptions Plain = new()
    {
        Key = "session:test",
        Retry = new RetryOptions { RandomFactor = 0 },
    };

    public DeliveryMachine Machine { get; } = new(options ?? Plain, () => 0);

    public TimeSpan Now { get; private set; }

    public LogBatch? InFlight { get; private set; }

    public bool IsFlushing { get; private set; }

    public long Ticket { get; private set; }

    public TimeSpan WakeAt { get; private set; } = TimeSpan.MaxValue;

    public List<long> Offered { get; } = [];

    public List<long> Delivered { get; } = [];

    public List<(long Sequence, DropReason Reason)> Dropped { get; } = [];

    public List<long> DeadLettered { get; } = [];

    public List<(object Token, SinkFailure? Failure)> Flushed { get; } = [];

    public int WorkersStopped { get; private set; }

    public int? DrainedLeft { get; private set; }

    public List<LogBatch> Writes { get; } = [];

    public IEnumerable<long> InFlightSequences =>
        InFlight is null ? [] : InFlight.Events.ToArray().Select(e => e.Sequence);

    public void Offer(int count, LogLevel level = LogLevel.Information)
    {
        var events = Enumerable.Range(0, count).Select(_ => Some.Numbered(_nextSequence++, level)).ToArray();
        Offered.AddRange(events.Select(e => e.Sequence));
        Machine.Offer(events, events.Sum(e => (long)e.HeldBytes), Now, _output);
        Carry();
    }

    public void Deliver() => Answer(SinkResult.Delivered);

    public void Answer(SinkResult result)
    {
        InFlight = null;
        Machine.Written(Ticket, result, Now, _output);
        Carry();
    }

    public void AnswerLate(long ticket, SinkResult result)
    {
        Machine.Written(ticket, result, Now, _output);
        Carry();
    }

    public void Fail(FailureKind kind, TimeSpan? retryAfter = null) =>
        Answer(SinkResult.Failed(new SinkFailure(kind, kind.ToString()) { RetryAfter = retryAfter }));

    public void BreakWorker()
    {
        InFlight = null;
        IsFlushing = false;
        Machine.WorkerGone(Ticket, new SinkFailure(FailureKind.Transient, "broken"), Now, _output);
        Carry();
    }

    public void FinishFlush()
    {
        IsFlushing = false;
        Machine.SinkFlushed(Ticket, Now, _output);
        Carry();
    }

    public void Advance(TimeSpan by)
    {
        var until = Now + by;
        while (WakeAt <= until)
        {
            Now = WakeAt > Now ? WakeAt : Now;
            WakeAt = TimeSpan.MaxValue;
            Machine.Time(Now, _output);
            Carry();
        }

        Now = until;
    }

    public void Flush(object token)
    {
        Machine.Flush(token, Now, _output);
        Carry();
    }

    public void Drain(TimeSpan within)
    {
        Machine.Drain(Now + within, Now, _output);
        Carry();
    }

    public void Pause() => Machine.Pause();

    public void Resume()
    {
        Machine.Resume(Now, _output);
        Carry();
    }

    private void Carry()
    {
        foreach (var command in _output.Commands)
        {
            switch (command.Kind)
            {
                case DeliveryCommandKind.Write:
                    InFlight = command.Batch;
                    Ticket = command.Ticket;
                    Writes.Add(command.Batch!);
                    break;
                case DeliveryCommandKind.FlushSink:
                    IsFlushing = true;
                    Ticket = command.Ticket;
                    break;
                case DeliveryCommandKind.StopWorker:
                    WorkersStopped++;
                    InFlight = null;
                    IsFlushing = false;
                    break;
                case DeliveryCommandKind.WakeAt:
                    WakeAt = command.At;
                    break;
                case DeliveryCommandKind.Delivered:
                    Delivered.AddRange(
                        command
                            .Events.AsSpan(command.Offset, command.Count)
                            .ToArray()
                            .Select(e => e.Sequence)
                            .Where(n => n > 0)
                    );
                    break;
                case DeliveryCommandKind.Dropped when command.Event!.Sequence > 0:
                    Dropped.Add((command.Event!.Sequence, command.Reason));
                    break;
                case DeliveryCommandKind.DeadLetter when command.Event!.Sequence > 0:
                    DeadLettered.Add(command.Event!.Sequence);
                    break;
                case DeliveryCommandKind.Flushed:
                    Flushed.Add((command.Token!, command.Failure));
                    break;
                case DeliveryCommandKind.Drained:
                    DrainedLeft = command.Count;
                    break;
            }
        }

        _output.Clear();
    }
}
