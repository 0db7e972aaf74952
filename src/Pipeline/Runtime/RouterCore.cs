using System;
using ActorLog.Events;
using ActorLog.Routing;
using ActorLog.Runtime.Durability;

namespace ActorLog.Runtime;

/// <summary>What the router actor does in its turn: take what has come in, match it, hand each sink one batch.</summary>
/// <remarks>Only the router actor calls it.</remarks>
public sealed class RouterCore
{
    private readonly Ingress _ingress;
    private readonly Router _router;
    private readonly LogEvent[] _page = new LogEvent[Ingress.PageSize];

    // By route; null for a sink that is fed from the journal, which is one lane for all of them.
    private readonly SinkLanes?[] _sinks;
    private readonly SinkLanes? _journalLane;
    private readonly PipelineJournal? _journal;

    internal RouterCore(Ingress ingress, Router router, SinkSet sinks)
    {
        _ingress = ingress;
        _router = router;
        _sinks = [.. sinks.Lanes];
        _journalLane = sinks.JournalLane;
        _journal = sinks.Journal;
    }

    /// <summary>Moves up to a page of events, or one mark, from the ingress to the sinks.</summary>
    /// <param name="engine">Carries the batches to the sinks' actors.</param>
    /// <returns>False when there was nothing: the router sleeps until it is woken.</returns>
    public bool Turn(IPipelineEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        var taken = _ingress.Take(_page, out var token);
        if (token is not null)
        {
            PassOn(token, engine);
            return true;
        }

        if (taken == 0)
        {
            return false;
        }

        foreach (var logEvent in _page.AsSpan(0, taken))
        {
            Deal(logEvent);
        }

        foreach (var sink in _sinks)
        {
            sink?.HandOver(taken, engine);
        }

        _journalLane?.HandOver(taken, engine);

        return true;
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
