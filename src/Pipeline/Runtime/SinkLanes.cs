using System;
using System.Buffers;
using System.Collections.Generic;
using ActorLog.Events;
using ActorLog.Runtime.Intake;
using ActorLog.Sinks;

namespace ActorLog.Runtime;

/// <summary>One sink as the router sees it: where its events of this turn are gathered, and the lane they go to.</summary>
/// <remarks>
/// A sink has one lane, unless its order was given up for more batches in flight: then its events are dealt out in turn.
/// Only the router actor calls it.
/// </remarks>
/// <param name="account">The sink's account.</param>
/// <param name="lanes">The lanes.</param>
/// <param name="sinkEvents">Tells of what goes wrong.</param>
/// <param name="gate">Makes callers wait while the sink is full, if they do.</param>
/// <param name="isKept">Whether the journal keeps what does not reach the sink, for the next start.</param>
internal sealed class SinkLanes(
    SinkAccount account,
    IReadOnlyList<SinkCore> lanes,
    SinkEvents sinkEvents,
    SinkGate? gate = null,
    bool isKept = false
)
{
    private readonly LogEvent[]?[] _gathered = new LogEvent[lanes.Count][];
    private readonly int[] _counts = new int[lanes.Count];
    private readonly long[] _bytes = new long[lanes.Count];
    private int _next;

    // What was gathered since it was counted last.
    private int _uncounted;

    /// <summary>Whether it takes any event of the turn, and has to be handed them.</summary>
    public bool IsGathering { get; private set; }

    /// <summary>The sink takes this event of the turn.</summary>
    public void Add(LogEvent logEvent)
    {
        IsGathering = true;
        _uncounted++;
        var lane = _next;
        _next = _next + 1 == lanes.Count ? 0 : _next + 1;
        var gathered = _gathered[lane] ??= ArrayPool<LogEvent>.Shared.Rent(Ingress.PageSize);
        gathered[_counts[lane]++] = logEvent;
        _bytes[lane] += logEvent.HeldBytes;
    }

    /// <summary>The event was lost on its way to other sinks: this one does not get it either.</summary>
    public void TakeBack(LogEvent logEvent)
    {
        for (var lane = 0; lane < lanes.Count; lane++)
        {
            var last = _counts[lane] - 1;
            if (last >= 0 && ReferenceEquals(_gathered[lane]![last], logEvent))
            {
                _uncounted--;
                _counts[lane] = last;
                _bytes[lane] -= logEvent.HeldBytes;
            }
        }
    }

    /// <summary>Counts what was gathered as given to the sink.</summary>
    public void CountGiven()
    {
        account.Given += _uncounted;
        _uncounted = 0;
    }

    /// <summary>Counts what of the turn was not for this sink, where it is not the difference to what was given.</summary>
    public void CountFiltered(int turn)
    {
        if (_uncounted < turn)
        {
            account.AddFiltered(turn - _uncounted);
        }
    }

    /// <summary>Hands over what was gathered, and counted if it is to be.</summary>
    public void HandOver(IPipelineEngine engine)
    {
        IsGathering = false;
        _uncounted = 0;
        for (var lane = 0; lane < lanes.Count; lane++)
        {
            if (_gathered[lane] is not { } events)
            {
                continue;
            }

            var count = _counts[lane];
            var bytes = _bytes[lane];
            _gathered[lane] = null;
            _counts[lane] = 0;
            _bytes[lane] = 0;
            Offer(lanes[lane], events, count, bytes, engine);
        }

        gate?.CloseIfFull();
    }

    public void TellAll(SinkMessage message, IPipelineEngine engine)
    {
        foreach (var lane in lanes)
        {
            try
            {
                engine.Tell(lane, message);
            }
#pragma warning disable CA1031 // The error kernel: see Offer. Whoever waits for the mark must not wait for ever.
            catch (Exception bug)
#pragma warning restore CA1031
            {
                sinkEvents.Broke(lane.Name, bug);
                message.Token?.Passed(lane.Name, new SinkFailure(FailureKind.Fatal, "the sink could not be reached"));
            }
        }
    }

    private void Offer(SinkCore lane, LogEvent[] events, int count, long bytes, IPipelineEngine engine)
    {
        account.AddQueued(count, bytes);
        try
        {
            engine.Tell(lane, SinkMessage.Offered(events, count, bytes));
        }
#pragma warning disable CA1031 // The error kernel: an engine that breaks at one sink must not end the delivery to all.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            // Neither array nor events go back to their pools: nobody knows what the engine has kept of them.
            account.AddQueued(-count, -bytes);
            foreach (var logEvent in isKept ? [] : events.AsSpan(0, count))
            {
                account.Drop(logEvent, DropReason.Bug);
            }

            sinkEvents.Broke(lane.Name, bug);
        }
    }
}
