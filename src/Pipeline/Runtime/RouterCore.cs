using System;
using System.Collections.Generic;
using ActorLog.Events;
using ActorLog.Routing;
using ActorLog.Runtime.Durability;
using ActorLog.Runtime.Intake;

namespace ActorLog.Runtime;

/// <summary>What the router actor does in its turn: take what has come in, match it, hand each sink one batch.</summary>
/// <remarks>Only the router actor calls it. A bug of ours costs the events that it meets, which are counted, never the turns after it.</remarks>
public sealed class RouterCore
{
    // A worker that comes by takes so many pages, and goes back to its own work.
    private const int PagesPerVisit = 8;

    private readonly Ingress _ingress;
    private readonly Router _router;
    private readonly LogEvent[] _page = new LogEvent[Ingress.PageSize];

    // By route; null for a sink that is fed from the journal, which is one lane for all of them.
    private readonly SinkLanes?[] _sinks;
    private readonly SinkLanes? _journalLane;
    private readonly PipelineJournal? _journal;
    private readonly SinkAccount[] _accounts;
    private readonly SinkEvents _events;
    private readonly DealtEvents _dealt;

    // The sinks that take any event of the turn.
    private readonly List<SinkLanes> _takers = [];

    /// <param name="ingress">Where the events come from.</param>
    /// <param name="router">Who takes them.</param>
    /// <param name="sinks">Where they go.</param>
    internal RouterCore(Ingress ingress, Router router, SinkSet sinks)
    {
        _ingress = ingress;
        _router = router;
        _sinks = [.. sinks.Lanes];
        _journalLane = sinks.JournalLane;
        _journal = sinks.Journal;
        _accounts = [.. sinks.Accounts];
        _events = sinks.Events;
        _dealt = sinks.Dealt;
    }

    /// <summary>Moves up to a page of events, or one mark, from the ingress to the sinks. Never throws.</summary>
    /// <param name="engine">Carries the batches to the sinks' actors.</param>
    /// <returns>False when there was nothing: the router sleeps until it is woken.</returns>
    public bool Turn(IPipelineEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return TakeTurn(engine, isVisit: false);
    }

    /// <summary>How many times a sink that had nothing to do was given something.</summary>
    internal long SinksBegun => _ingress.Sleep.Begun;

    /// <summary>Whether a sink has nothing to do.</summary>
    internal bool HasIdleSink => _ingress.Sleep.HasIdleLane;

    /// <summary>How many turns have met a bug of ours that no event can be blamed for.</summary>
    internal int Bugs { get; private set; }

    /// <summary>Nobody could be woken for it: the next caller tries again.</summary>
    internal void StaysAsleep() => _ingress.Sleep.StaysAsleep();

    /// <summary>Whether so little waits that a worker who has written rests for a moment before its <see cref="Visit"/>.</summary>
    internal bool MayRest => _ingress.Sleep.MayRest(_ingress.Count);

    /// <summary>A worker has written and comes by in a moment. Until <see cref="Visit"/> the router is not woken for less.</summary>
    internal void ExpectVisit() => _ingress.Sleep.ExpectVisit();

    /// <inheritdoc cref="RouterSleep.BeginLaneRest"/>
    internal void BeginLaneRest() => _ingress.Sleep.BeginLaneRest();

    /// <inheritdoc cref="RouterSleep.EndLaneRest"/>
    internal void EndLaneRest() => _ingress.Sleep.EndLaneRest();

    /// <summary>
    /// Takes the router's turns for a moment, on a thread that is awake anyway: a worker that has just finished a batch spares
    /// the waking of another one.
    /// </summary>
    /// <param name="engine">Carries the batches to the sinks' actors.</param>
    /// <param name="isWoken">Whether the engine was told to wake the router, and does so by this; else only if it sleeps.</param>
    /// <returns>True when there is more to do than that: the engine is to wake the router.</returns>
    internal bool Visit(IPipelineEngine engine, bool isWoken)
    {
        if (!_ingress.BeginVisit() && !isWoken)
        {
            return false;
        }

        for (var page = 0; page < PagesPerVisit; page++)
        {
            if (!TakeTurn(engine, isVisit: true))
            {
                return false;
            }
        }

        return TakeTurn(engine, isVisit: false);
    }

    private bool TakeTurn(IPipelineEngine engine, bool isVisit)
    {
        try
        {
            return TakeAndDeal(engine, isVisit);
        }
#pragma warning disable CA1031 // The error kernel: whoever takes the turns, a bug of ours ends neither him nor the turns after it.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            Bugs++;
            _events.RouterBroke(bug);
            return true;
        }
    }

    private bool TakeAndDeal(IPipelineEngine engine, bool isVisit)
    {
        var taken = _ingress.Take(_page, out var token, isVisit);
        if (token is not null)
        {
            PassOn(token, engine);
            return true;
        }

        if (taken == 0)
        {
            return false;
        }

        var dealt = 0;
        foreach (var logEvent in _page.AsSpan(0, taken))
        {
            dealt += TryDeal(logEvent) ? 1 : 0;
        }

        _dealt.Add(dealt, _takers);
        foreach (var sink in _takers)
        {
            sink.HandOver(engine);
        }

        _takers.Clear();
        _journalLane?.CountFiltered(dealt);
        _journalLane?.HandOver(engine);
        return true;
    }

    private bool TryDeal(LogEvent logEvent)
    {
        try
        {
            Deal(logEvent);
            return true;
        }
#pragma warning disable CA1031 // The error kernel: a router that died of a bug of ours would end all delivery without a word.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            Lose(logEvent, bug);
            return false;
        }
    }

    /// <summary>Counts an event as lost to every sink. It is left to the garbage collector: something is wrong with it.</summary>
    private void Lose(LogEvent logEvent, Exception bug)
    {
        foreach (var sink in _sinks)
        {
            sink?.TakeBack(logEvent);
        }

        _journalLane?.TakeBack(logEvent);
        foreach (var account in _accounts)
        {
            account.Drop(logEvent, DropReason.Bug);
        }

        _events.RouterBroke(bug);
    }

    private void Deal(LogEvent logEvent)
    {
        var owners = 0;
        var isDurable = false;
        foreach (var candidate in _router.Candidates(logEvent))
        {
            if (!_router.Takes(candidate, logEvent))
            {
                continue;
            }

            if (_sinks[candidate] is { } sink)
            {
                if (!sink.IsGathering)
                {
                    _takers.Add(sink);
                }

                sink.Add(logEvent);
                owners++;
            }
            else
            {
                isDurable = true;
            }
        }

        if (isDurable)
        {
            _journalLane!.Add(logEvent);
            owners++;
        }

        // Nothing has been handed over yet, so the number of owners is set before anybody can give one up.
        if (owners == 0)
        {
            EventPool.Return(logEvent);
        }
        else
        {
            logEvent.Share(owners);
        }
    }

    private void PassOn(object token, IPipelineEngine engine)
    {
        if (token is CommitMark commit)
        {
            _journalLane!.TellAll(SinkMessage.Flush(commit), engine);
            return;
        }

        var message = token is DrainMark drain ? SinkMessage.Drain(drain.Deadline) : SinkMessage.Flush((IBarrier)token);
        foreach (var sink in _sinks)
        {
            sink?.TellAll(message, engine);
        }

        if (_journal is not null)
        {
            _journalLane!.TellAll(
                token is IBarrier barrier ? SinkMessage.Flush(_journal.MarkFor(barrier)) : message,
                engine
            );
        }
    }

    /// <summary>The mark that asks every sink to deliver what is left until a deadline on the pipeline's own clock.</summary>
    internal sealed record DrainMark(TimeSpan Deadline);
}
