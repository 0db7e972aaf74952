using System;
using System.Buffers;
using System.Threading;
using ActorLog.Events;
using ActorLog.Runtime.Delivery;
using ActorLog.Runtime.Durability;
using ActorLog.Runtime.Intake;
using ActorLog.Sinks;

namespace ActorLog.Runtime;

/// <summary>What a sink's actor does with its messages: feeds the delivery machine and carries out its commands.</summary>
/// <remarks>
/// <see cref="Handle"/> is called only on the actor's turns; it does no I/O and does not throw. Everything else may be
/// called from any thread.
/// </remarks>
public sealed class SinkCore
{
    private readonly SinkOptions _options;
    private readonly SinkContext _context;
    private readonly SinkAccount _account;
    private readonly SinkEvents _events;
    private readonly Ingress _ingress;
    private readonly PipelineTime _time;

    // Where the events come from when the sink is durable; they stay there until they are settled.
    private readonly SinkFeed? _feed;
    private readonly SinkLetters _letters;
    private readonly SinkSettlement _settlement;
    private readonly HungWorkers _hung = new();

    // Touched only on the actor's turns.
    private readonly DeliveryMachine _machine;
    private readonly DeliveryOutput _output = new();
    private int _inFlight;
    private bool _isIdle = true;
    private bool _isRetryDue;

    // For callers who wait while the sink is full, if they do.
    private readonly SinkGate? _gate;
    private SinkCondition _condition = SinkCondition.Fresh;

    internal SinkCore(
        SinkContext context,
        SinkOptions options,
        DeliveryMachine machine,
        SinkAccount account,
        SinkEvents events,
        Ingress ingress,
        PipelineTime time,
        SinkLetters letters,
        SinkGate? gate = null,
        SinkFeed? feed = null
    )
    {
        _context = context;
        _options = options;
        _machine = machine;
        _account = account;
        _events = events;
        _ingress = ingress;
        _time = time;
        _letters = letters;
        _gate = gate;
        _feed = feed;
        _settlement = new SinkSettlement(context.Name, account, events, letters, gate, feed);
        if (feed is null)
        {
            ingress.Sleep.AddLane(options.Queue);
        }
    }

    /// <summary>The sink's name in the configuration.</summary>
    public string Name => _context.Name;

    internal SinkCondition Condition => Volatile.Read(ref _condition);

    /// <summary>Makes a worker for this sink. The sink itself is made by the worker, so that its failing is the worker's.</summary>
    public SinkWorker CreateWorker()
    {
        var replaced = new ReplacedEvents(_letters.KeepAsync);
        var context = _context with { ReplaceEvent = replaced.Add };
        return new SinkWorker(() => _options.CreateSink(context), replaced, _time, OnOperated, _hung);
    }

    private void OnOperated(TimeSpan elapsed, SinkFailure? failure) =>
        _events.Operated(Name, _options.Type, elapsed, failure?.Kind.ToString().ToLowerInvariant());

    /// <summary>Handles a message, carrying out through <paramref name="actor"/> what is to be done.</summary>
    public void Handle(in SinkMessage message, ISinkActor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
#pragma warning disable CA1031 // The error kernel: an actor that died of a bug of ours would lose its queue without a word.
        try
        {
            Act(message, actor);
        }
        catch (Exception bug)
        {
            Broke(bug);
        }

        try
        {
            Show();
        }
        catch (Exception bug)
        {
            Broke(bug);
        }
#pragma warning restore CA1031
    }

    /// <summary>Tells of a bug of ours on the sink's side of the pipeline.</summary>
    internal void Broke(Exception bug) => _events.Broke(Name, bug);

    private void Act(in SinkMessage message, ISinkActor actor)
    {
        var now = _time.Now;
        Feed(message, now);
        foreach (var command in _output.Commands)
        {
            Execute(command, now, actor);
        }
    }

    /// <summary>Shows everybody else what has come of the turn.</summary>
    private void Show()
    {
        _output.Clear();
        _settlement.TellDrops();
        Publish();
        _gate?.OpenIfRoomy();
        TellIngress();
        _feed?.Turned();
    }

    /// <summary>Whether the router counts it among the sinks that have nothing to do, at a look from outside.</summary>
    internal bool IsIdle => _feed is null && Volatile.Read(ref _isIdle);

    private void TellIngress()
    {
        if (_feed is not null || _isIdle == _machine.IsIdle)
        {
            return;
        }

        _isIdle = !_isIdle;
        if (_isIdle)
        {
            _ingress.LaneIsIdle();
        }
        else
        {
            _ingress.Sleep.LaneIsBusy();
        }
    }

    private void Feed(in SinkMessage message, TimeSpan now)
    {
        switch (message.Kind)
        {
            case SinkMessage.MessageKind.Offered:
                _machine.Offer(message.Events.AsSpan(0, message.Count), message.Bytes, now, _output);
                ArrayPool<LogEvent>.Shared.Return(message.Events!);
                break;
            case SinkMessage.MessageKind.Written:
                _machine.Written(message.Ticket, message.Result, now, _output);
                break;
            case SinkMessage.MessageKind.WorkerGone:
                _machine.WorkerGone(message.Ticket, message.Failure!, now, _output);
                break;
            case SinkMessage.MessageKind.SinkFlushed:
                _machine.SinkFlushed(message.Ticket, now, _output);
                break;
            case SinkMessage.MessageKind.Flush:
                _machine.Flush(message.Token!, now, _output);
                break;
            case SinkMessage.MessageKind.Drain:
                _machine.Drain(message.Deadline, now, _output);
                break;
            case SinkMessage.MessageKind.Pause:
                _machine.Pause();
                break;
            case SinkMessage.MessageKind.Resume:
                _machine.Resume(now, _output);
                break;
            default:
                _machine.Time(now, _output);
                break;
        }
    }

    private void Execute(in DeliveryCommand command, TimeSpan now, ISinkActor actor)
    {
        switch (command.Kind)
        {
            case DeliveryCommandKind.Write:
            case DeliveryCommandKind.FlushSink:
                CountRetry(command.Kind);
                actor.Work(new SinkWork(command.Ticket, command.Batch));
                break;
            case DeliveryCommandKind.StopWorker:
                _account.AddRestart();
                actor.StopWorker();
                break;
            case DeliveryCommandKind.WakeAt:
                actor.WakeIn(Until(command.At, now));
                break;
            case DeliveryCommandKind.Delivered:
                _settlement.Delivered(command);
                break;
            case DeliveryCommandKind.Dropped:
                _settlement.Dropped(command);
                break;
            case DeliveryCommandKind.DeadLetter:
                _settlement.DeadLetter(command);
                break;
            case DeliveryCommandKind.Retrying:
                _isRetryDue = true;
                TellFailure(command, now);
                break;
            case DeliveryCommandKind.FlushFailed:
                _events.FlushFailed(Name, command.Failure!);
                break;
            case DeliveryCommandKind.Flushed:
                PassBarrier((IBarrier)command.Token!, command.Failure);
                break;
            default:
                TellDrained(command.Count);
                break;
        }
    }

    // When it is made, not when it is announced: a sink that has stopped makes none, and one that is refused none for a minute.
    private void CountRetry(DeliveryCommandKind kind)
    {
        if (_isRetryDue && kind == DeliveryCommandKind.Write)
        {
            _isRetryDue = false;
            _account.AddRetry();
        }
    }

    private void TellFailure(in DeliveryCommand command, TimeSpan now)
    {
        if (_machine is { IsDraining: true, State: SinkState.Stopped })
        {
            _events.GivenUp(Name, command.Failure!, isKept: _feed is not null);
            return;
        }

        _events.Failed(Name, command.Failure!, command.Count, Until(command.At, now), _machine.State);
    }

    // A method of its own: a closure within the switch would be made for every command.
    private void TellDrained(int left) => _letters.WhenBuried(() => _events.Drained(this, left));

    // A sink that is stopped has no next attempt: its time is the least there is, and a difference would overflow. A timer
    // cannot be set further than 49 days; one that rings too early is set again.
    private static TimeSpan Until(TimeSpan at, TimeSpan now) =>
        at <= now ? TimeSpan.Zero
        : at - now < TimeSpan.FromDays(1) ? at - now
        : TimeSpan.FromDays(1);

    private void PassBarrier(IBarrier barrier, SinkFailure? failure)
    {
        // Whoever waited for the flush may look at the state at once.
        Publish();
        _letters.WhenBuried(() => barrier.Passed(Name, failure));
    }

    /// <summary>Shows the machine's state to other threads; allocates only when it has changed.</summary>
    private void Publish()
    {
        if (_machine.InFlight != _inFlight)
        {
            _account.AddInFlight(_machine.InFlight - _inFlight);
            _inFlight = _machine.InFlight;
        }

        var seen = _condition;
        if (!seen.IsOf(_machine))
        {
            Volatile.Write(ref _condition, SinkCondition.Of(_machine, seen, _time));
        }
    }
}
