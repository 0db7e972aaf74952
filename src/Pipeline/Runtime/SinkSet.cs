using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Sinks;

namespace ActorLog.Runtime;

/// <summary>All sinks of a pipeline with their lanes and accounts.</summary>
internal sealed class SinkSet
{
    private readonly IReadOnlyList<Entry> _entries;
    private readonly Ingress _ingress;
    private readonly TimeProvider _clock;
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _undrained;

    public SinkSet(
        IReadOnlyList<KeyValuePair<string, SinkOptions>> sinks,
        PipelineOptions options,
        Ingress ingress,
        PipelineTime time,
        Func<double> chance,
        SelfLog selfLog
    )
    {
        _ingress = ingress;
        _clock = time.Clock;
        Events = new SinkEvents(selfLog) { Drained = OnDrained };
        _entries =
        [
            .. sinks.Select(sink => CreateEntry(sink.Key, sink.Value, options, ingress, time, chance, selfLog, Events)),
        ];
        Cores = [.. _entries.SelectMany(entry => entry.Cores)];
        _undrained = Cores.Count;
    }

    /// <summary>What the sinks tell of.</summary>
    public SinkEvents Events { get; }

    /// <summary>Every lane of every sink.</summary>
    public IReadOnlyList<SinkCore> Cores { get; }

    /// <summary>The sinks as the router sees them.</summary>
    public IEnumerable<SinkLanes> Lanes => _entries.Select(entry => new SinkLanes(entry.Account, entry.Cores));

    public IReadOnlyList<SinkStatus> Status() => [.. _entries.Select(StatusOf)];

    /// <summary>Waits until every lane has drained, or the time is over.</summary>
    public async Task WhenDrainedAsync(TimeSpan timeout)
    {
        try
        {
            await _drained.Task.WaitAsync(timeout, _clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // An engine that does not answer; the ledgers say what is still buffered.
        }
    }

    private void OnDrained(SinkCore core, int left)
    {
        if (Interlocked.Decrement(ref _undrained) == 0)
        {
            _drained.TrySetResult();
        }
    }

    private static Entry CreateEntry(
        string name,
        SinkOptions sink,
        PipelineOptions options,
        Ingress ingress,
        PipelineTime time,
        Func<double> chance,
        SelfLog selfLog,
        SinkEvents events
    )
    {
        var account = new SinkAccount();
        var context = new SinkContext(
            name,
            time.Clock,
            text => selfLog.Report($"{name}/{text}", $"sink '{name}': {text}")
        );
        var cores = new List<SinkCore>();
        for (var lane = 1; lane <= sink.MaxInFlight; lane++)
        {
            var key = lane == 1 ? $"{ingress.SessionId}:{name}" : $"{ingress.SessionId}:{name}.{lane}";
            var delivery = DeliveryOptions.From(key, sink, options.DropReportInterval, options.Queue.MaxEvents);
            var machine = new DeliveryMachine(delivery, chance);
            cores.Add(new SinkCore(context, sink, machine, account, events, ingress, time));
        }

        return new Entry(name, sink, account, cores);
    }

    private SinkStatus StatusOf(Entry entry)
    {
        // Of several lanes the one that does worst is shown.
        var condition = entry
            .Cores.Select(core => core.Condition)
            .MaxBy(condition => (condition.FailuresInARow, condition.State))!;
        return new SinkStatus
        {
            Name = entry.Name,
            Type = entry.Options.Type,
            State = condition.State,
            FailuresInARow = condition.FailuresInARow,
            NextAttempt = condition.NextAttempt,
            LastFailure = condition.LastFailure,
            LastFailureAt = condition.LastFailureAt,
            Retries = entry.Account.Retries,
            WorkerRestarts = entry.Account.Restarts,
            Drops = entry.Account.Dropped,
            InFlightEvents = entry.Account.InFlight,
            QueuedEvents = entry.Account.QueuedEvents,
            QueueCapacity = entry.Options.Queue.MaxEvents,
            QueuedBytes = entry.Account.QueuedBytes,
            Ledger = entry.Account.Snapshot(_ingress),
        };
    }

    private sealed record Entry(string Name, SinkOptions Options, SinkAccount Account, IReadOnlyList<SinkCore> Cores);
}
