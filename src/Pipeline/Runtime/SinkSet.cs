using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Journal;
using ActorLog.Routing;
using ActorLog.Runtime.Delivery;
using ActorLog.Runtime.Durability;
using ActorLog.Runtime.Intake;
using ActorLog.Sinks;

namespace ActorLog.Runtime;

/// <summary>All sinks of a pipeline with their lanes and accounts.</summary>
internal sealed class SinkSet
{
    private readonly IReadOnlyList<Entry> _entries;
    private readonly PipelineOptions _options;
    private readonly Ingress _ingress;
    private readonly PipelineTime _time;
    private readonly Func<double> _chance;
    private readonly SelfLog _selfLog;
    private readonly SinkCore? _journalCore;
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _undrained;
    private long _drainDeadline;

    public SinkSet(
        IReadOnlyList<KeyValuePair<string, SinkOptions>> sinks,
        PipelineOptions options,
        Ingress ingress,
        Router router,
        LogCategories categories,
        PipelineTime time,
        Func<double> chance,
        SelfLog selfLog,
        IJournalDisk disk
    )
    {
        Events = new SinkEvents(selfLog) { Drained = OnDrained };
        Letters = OpenLetters(options, disk, time.Clock);

        _options = options;
        _ingress = ingress;
        _time = time;
        _chance = chance;
        _selfLog = selfLog;
        try
        {
            Journal = OpenJournal(sinks, disk, router, categories);
        }
        catch
        {
            // Or else whoever tries again would find them taken, by himself.
            Letters?.Store.Dispose();
            throw;
        }

        _entries = CreateEntries(sinks);
        Cores = [.. _entries.SelectMany(entry => entry.Cores)];
        if (Journal is not null)
        {
            var lane = CreateEntry("journal", Journal.LaneOptions, Journal.LaneAccount, feed: null);
            JournalLane = LanesOf(lane);
            _journalCore = lane.Cores[0];
        }

        _undrained = Cores.Count;
        if (_undrained == 0)
        {
            _drained.SetResult();
        }
    }

    /// <summary>What the sinks tell of.</summary>
    public SinkEvents Events { get; }

    /// <summary>What the router has dealt out to them.</summary>
    public DealtEvents Dealt { get; } = new();

    /// <summary>Where dead letters are kept, if they are.</summary>
    public DeadLetterOffice? Letters { get; }

    /// <summary>The journal, if there is one.</summary>
    public PipelineJournal? Journal { get; }

    /// <summary>The lane by which events get into the journal.</summary>
    public SinkLanes? JournalLane { get; }

    /// <summary>Every lane of every sink, without the journal's.</summary>
    public IReadOnlyList<SinkCore> Cores { get; }

    /// <summary>The accounts of all sinks.</summary>
    public IEnumerable<SinkAccount> Accounts => _entries.Select(entry => entry.Account);

    /// <summary>Everything that needs an actor.</summary>
    public IReadOnlyList<SinkCore> Actors => _journalCore is null ? Cores : [_journalCore, .. Cores];

    /// <summary>The sinks as the router sees them, in the order of the routes; null for those that the journal feeds.</summary>
    public IEnumerable<SinkLanes?> Lanes => _entries.Select(entry => entry.Feed is null ? LanesOf(entry) : null);

    /// <summary>What each sink takes, in the order of the configuration.</summary>
    public static IReadOnlyList<Route> RoutesOf(IReadOnlyList<KeyValuePair<string, SinkOptions>> sinks)
    {
        var routes = new List<Route>(sinks.Count);
        foreach (var (_, sink) in sinks)
        {
            routes.Add(RouteOf(sink));
        }

        return routes;
    }

    public bool HasType(string type) => _entries.Any(entry => entry.Options.Type == type);

    public IReadOnlyList<SinkStatus> Status() => [.. _entries.Select(StatusOf)];

    public JournalStatus? JournalStatus() => Journal?.Status(_journalCore!.Condition);

    /// <summary>Lets the journal feed its sinks.</summary>
    public void StartFeeds(IPipelineEngine engine)
    {
        foreach (var entry in _entries)
        {
            entry.Feed?.Start(entry.Cores, engine);
        }
    }

    /// <summary>When the drain, which goes through the journal first, has to be over.</summary>
    public void SetDrainDeadline(TimeSpan deadline) => Interlocked.Exchange(ref _drainDeadline, deadline.Ticks);

    /// <summary>Waits until every lane has drained, or the time is over.</summary>
    public async Task WhenDrainedAsync(TimeSpan timeout)
    {
        try
        {
            await _drained.Task.WaitAsync(timeout, _time.Clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // An engine that does not answer; the ledgers say what is still buffered.
        }
        catch (OutOfMemoryException)
        {
            // The process can have no more threads, and none for its first timer: nobody would end the wait.
        }
    }

    private void OnDrained(SinkCore core, int left)
    {
        if (core == _journalCore)
        {
            Journal!.DrainFeeds(new TimeSpan(Interlocked.Read(ref _drainDeadline)));
        }
        else if (Interlocked.Decrement(ref _undrained) == 0)
        {
            _drained.TrySetResult();
        }
    }

    private static Route RouteOf(SinkOptions sink) =>
        new(
            sink.MinLevel,
            sink.Levels,
            new EventMatch(sink.Only.Categories, sink.Only.Properties),
            new EventMatch(sink.Except.Categories, sink.Except.Properties)
        );

    private DeadLetterOffice? OpenLetters(PipelineOptions options, IJournalDisk disk, TimeProvider clock)
    {
        if (!options.KeepsDeadLetters)
        {
            return null;
        }

        var observer = new JournalObserver(Events);
        var store = DeadLetterStore.Open(disk, options.DeadLetterFolder, options.DeadLetters.MaxBytes, clock, observer);
        return new DeadLetterOffice(store, clock, observer.Report);
    }

    private PipelineJournal? OpenJournal(
        IReadOnlyList<KeyValuePair<string, SinkOptions>> sinks,
        IJournalDisk disk,
        Router router,
        LogCategories categories
    )
    {
        if (!_options.Journal.Enabled)
        {
            return null;
        }

        var durable = sinks
            .Select((sink, route) => (Name: sink.Key, Route: route, Options: sink.Value))
            .Where(sink => sink.Options.Durable)
            .ToArray();
        return durable.Length > 0
            ? new PipelineJournal(_options.Journal, disk, _options.Queue, durable, router, categories, _time, Events)
            : null;
    }

    private List<Entry> CreateEntries(IReadOnlyList<KeyValuePair<string, SinkOptions>> sinks)
    {
        var entries = new List<Entry>(sinks.Count);
        foreach (var (name, sink) in sinks)
        {
            var feed = Journal?.FeedOf(name);
            entries.Add(CreateEntry(name, sink, feed?.Account ?? new SinkAccount(dealt: Dealt), feed));
        }

        return entries;
    }

    private Entry CreateEntry(string name, SinkOptions sink, SinkAccount account, SinkFeed? feed)
    {
        // A durable sink is given what it has room for: nobody waits for it.
        var cores = new List<SinkCore>();
        var gate =
            sink.Queue.WhenFull == WhenFull.Wait && feed is null
                ? new SinkGate(sink.Queue, account, _ingress, isStopped: () => cores.TrueForAll(HasStopped))
                : null;
        for (var lane = 1; lane <= sink.MaxInFlight; lane++)
        {
            cores.Add(CreateCore(name, sink, account, lane, gate, feed));
        }

        return new Entry(name, sink, account, cores, gate, feed);
    }

    private static bool HasStopped(SinkCore core) => core.Condition.State == SinkState.Stopped;

    private SinkLanes LanesOf(Entry entry) => new(entry.Account, entry.Cores, Events, entry.Gate);

    private SinkCore CreateCore(
        string name,
        SinkOptions sink,
        SinkAccount account,
        int lane,
        SinkGate? gate,
        SinkFeed? feed
    )
    {
        var context = new SinkContext(
            name,
            _time.Clock,
            text => _selfLog.Report($"{name}/{text}", $"sink '{name}': {text}")
        )
        {
            MaxEventBytes = sink.MaxEventBytes,
        };
        var key = lane == 1 ? $"{_ingress.SessionId}:{name}" : $"{_ingress.SessionId}:{name}.{lane}";
        // When a gate closes, a page is in the router's hands, and the callers may have filled the ingress again behind it.
        var slack = _options.Queue.MaxEvents + Ingress.PageSize;
        var delivery = DeliveryOptions.From(key, sink, _options.DropReportInterval, slack).ForOneOf(sink.MaxInFlight);
        var machine = new DeliveryMachine(delivery, _chance);
        var letters = new SinkLetters(name, Letters, _time.Clock, Events);
        return new SinkCore(context, sink, machine, account, Events, _ingress, _time, letters, gate, feed);
    }

    private SinkStatus StatusOf(Entry entry)
    {
        // Of several lanes the one that does worst is shown.
        var condition = entry
            .Cores.Select(core => core.Condition)
            .MaxBy(condition => (condition.State, condition.FailuresInARow))!;
        return new SinkStatus
        {
            Name = entry.Name,
            Type = entry.Options.Type,
            State = condition.State,
            FailuresInARow = condition.FailuresInARow,
            NextAttempt = condition.NextAttempt(_time),
            LastFailure = condition.LastFailure,
            LastFailureAt = condition.LastFailureAt,
            Retries = entry.Account.Retries,
            WorkerRestarts = entry.Account.Restarts,
            Drops = entry.Account.Dropped,
            InFlightEvents = entry.Account.InFlight,
            QueuedEvents = entry.Account.QueuedEvents,
            QueueCapacity = entry.Options.Queue.MaxEvents,
            QueuedBytes = entry.Account.QueuedBytes,
            QueueCapacityBytes = entry.Options.Queue.MaxBytes,
            IsDurable = entry.Feed is not null,
            Ledger = LedgerOf(entry),
        };
    }

    private SinkLedger LedgerOf(Entry entry)
    {
        var ledger = entry.Account.Snapshot(_ingress);
        return entry.Feed is null
            ? ledger
            : ledger with
            {
                Journaled = Math.Clamp(entry.Feed.Journaled, 0, Math.Max(0, ledger.Buffered)),
            };
    }

    private sealed record Entry(
        string Name,
        SinkOptions Options,
        SinkAccount Account,
        IReadOnlyList<SinkCore> Cores,
        SinkGate? Gate,
        SinkFeed? Feed
    );
}
