using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Runtime.Delivery;
using ActorLog.Sinks;

namespace ActorLog.Runtime;

/// <summary>Delivers events of long ago to one sink, in order, by a delivery machine of its own: no queue, no route, no session.</summary>
/// <remarks>
/// It gives up where a pipeline would go on for ever: when the destination refuses, has gone, or counts as down. What is not
/// settled by then is simply not settled.
/// </remarks>
internal sealed class SinkReplay : IAsyncDisposable
{
    // As many as are read ahead; the machine cuts its batches from them.
    private const int Ahead = 4096;
    private const long AheadBytes = 64L * 1024 * 1024;

    private readonly SinkOptions _options;
    private readonly SinkContext _context;
    private readonly PipelineTime _time;
    private readonly DeliveryMachine _machine;
    private readonly DeliveryOutput _output = new();
    private readonly Action<IReadOnlyList<SettledEvent>> _settled;
    private readonly List<SettledEvent> _settling = [];
    private readonly List<LogEvent> _offered = [];

    // Filled by the worker before it answers, emptied when its answer is there.
    private readonly HungWorkers _hung = new();
    private readonly Dictionary<LogEvent, string> _replaced = new(ReferenceEqualityComparer.Instance);
    private SinkWorker? _worker;
    private Task<SinkMessage>? _working;
    private TimeSpan _wakeAt = TimeSpan.MaxValue;
    private bool _isDone;
    private bool _isGivenUp;

    /// <param name="key">What the idempotency keys of the batches begin with: another one for every replay.</param>
    /// <param name="options">The sink.</param>
    /// <param name="context">Its name, the time, and where it reports to.</param>
    /// <param name="chance">For the jitter of retries.</param>
    /// <param name="settled">Told of the events that were delivered or rejected, after each answer of the sink.</param>
    public SinkReplay(
        string key,
        SinkOptions options,
        SinkContext context,
        Func<double> chance,
        Action<IReadOnlyList<SettledEvent>> settled
    )
    {
        _options = options;
        _context = context;
        _settled = settled;
        _time = new PipelineTime(context.Clock);
        var delivery = DeliveryOptions.From(key, options, TimeSpan.MaxValue, Ahead);
        var queue = options.Queue with { MaxEvents = 4 * Ahead, MaxBytes = long.MaxValue / 16 };

        // The letters are the safe copy, whatever the sink is: here the end does not hold a process up, it is the work.
        _machine = new DeliveryMachine(delivery with { Queue = queue, IsDurable = false }, chance);
    }

    /// <summary>Why it gave up, or <see langword="null"/>.</summary>
    public SinkFailure? GaveUp { get; private set; }

    /// <summary>Delivers events until there are no more, or it gives up.</summary>
    public async Task RunAsync(IEnumerable<LogEvent> events, CancellationToken cancellationToken)
    {
        using var source = events.GetEnumerator();
        var isDraining = false;
        while (!_isDone)
        {
            if (!isDraining && !Offer(source))
            {
                isDraining = true;
                _machine.Drain(TimeSpan.MaxValue, _time.Now, _output);
            }

            Carry();
            if (!_isDone && (isDraining || !HasRoom))
            {
                await TurnAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_worker is not null)
        {
            await _worker.DisposeAsync().ConfigureAwait(false);
        }
    }

    private bool HasRoom => _machine.Buffered < Ahead && _machine.BufferedBytes < AheadBytes;

    /// <summary>Hands the machine what it has room for, together; false when there is no more.</summary>
    private bool Offer(IEnumerator<LogEvent> source)
    {
        var bytes = _machine.BufferedBytes;
        var room = Ahead - _machine.Buffered;
        var more = true;
        while (_offered.Count < room && bytes < AheadBytes && (more = source.MoveNext()))
        {
            _offered.Add(source.Current);
            bytes += source.Current.HeldBytes;
        }

        _machine.Offer(CollectionsMarshal.AsSpan(_offered), bytes - _machine.BufferedBytes, _time.Now, _output);
        _offered.Clear();
        return more;
    }

    private async Task TurnAsync(CancellationToken cancellationToken)
    {
        if (_working is null)
        {
            await Task.Delay(UntilWake(), _context.Clock, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await AnswerOrTimeAsync(_working, cancellationToken).ConfigureAwait(false);
        }

        if (_working is { IsCompleted: true } done)
        {
            _working = null;
            Feed(await done.ConfigureAwait(false));
        }
        else
        {
            _machine.Time(_time.Now, _output);
        }

        Carry();
    }

    private async Task AnswerOrTimeAsync(Task working, CancellationToken cancellationToken)
    {
        try
        {
            await working.WaitAsync(UntilWake(), _context.Clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The machine looks at the time and gives the worker up.
        }
    }

    private TimeSpan UntilWake()
    {
        var wait = _wakeAt == TimeSpan.MaxValue ? TimeSpan.FromDays(1) : _wakeAt - _time.Now;
        return TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, TimeSpan.TicksPerDay));
    }

    private void Feed(in SinkMessage answer)
    {
        var now = _time.Now;
        switch (answer.Kind)
        {
            case SinkMessage.MessageKind.Written:
                _machine.Written(answer.Ticket, answer.Result, now, _output);
                break;
            case SinkMessage.MessageKind.WorkerGone:
                _machine.WorkerGone(answer.Ticket, answer.Failure!, now, _output);
                break;
            default:
                _machine.SinkFlushed(answer.Ticket, now, _output);
                break;
        }
    }

    private void Carry()
    {
        DeliveryCommand[] commands = [.. _output.Commands];
        _output.Clear();
        foreach (var command in commands)
        {
            Execute(command);
        }

        if (_settling.Count > 0)
        {
            _settled(_settling);
            _settling.Clear();
        }

        if (_isGivenUp && !_isDone)
        {
            _machine.Drain(_time.Now, _time.Now, _output);
            _isDone = true;
            foreach (var command in _output.Commands)
            {
                if (command.Kind == DeliveryCommandKind.StopWorker)
                {
                    StopWorker();
                }
            }
        }
    }

    private void Execute(in DeliveryCommand command)
    {
        switch (command.Kind)
        {
            case DeliveryCommandKind.Write:
            case DeliveryCommandKind.FlushSink:
                _worker ??= CreateWorker();
                var (worker, work) = (_worker, new SinkWork(command.Ticket, command.Batch));
                _working = Task.Run(() => worker.RunAsync(work).AsTask());
                break;
            case DeliveryCommandKind.StopWorker:
                StopWorker();
                break;
            case DeliveryCommandKind.WakeAt:
                _wakeAt = command.At;
                break;
            case DeliveryCommandKind.Delivered:
                foreach (var logEvent in command.Events.AsSpan(command.Offset, command.Count))
                {
                    _settling.Add(new SettledEvent(logEvent, FailureOf(logEvent)));
                }

                break;
            case DeliveryCommandKind.DeadLetter:
                _settling.Add(new SettledEvent(command.Event!, command.Failure));
                break;
            case DeliveryCommandKind.Retrying:
                Judge(command.Failure!, command.Count);
                break;
            case DeliveryCommandKind.Drained:
                _isDone = true;
                break;
        }
    }

    private void Judge(SinkFailure failure, int failures)
    {
        _context.Report($"{failure.Reason}: failure {failures}");
        if (failure.Kind != FailureKind.Transient || failures >= _options.CircuitBreaker.MaxFailures)
        {
            GaveUp = failure;
            _isGivenUp = true;
        }
    }

    /// <summary>A placeholder that was delivered is not the event: that stays where it is.</summary>
    private SinkFailure? FailureOf(LogEvent logEvent) =>
        _replaced.Remove(logEvent, out var reason) ? new SinkFailure(FailureKind.Rejected, reason) : null;

    private SinkWorker CreateWorker()
    {
        var replaced = new ReplacedEvents(originals =>
        {
            foreach (var (logEvent, reason) in originals)
            {
                _replaced[logEvent] = reason;
            }

            return default;
        });
        var context = _context with { MaxEventBytes = _options.MaxEventBytes, ReplaceEvent = replaced.Add };
        return new SinkWorker(() => _options.CreateSink(context), replaced, _time, static (_, _) => { }, _hung);
    }

    private void StopWorker()
    {
        _worker?.Abandon();
        _worker = null;
        _working = null;
    }
}
