using System.Buffers;
using System.Collections.Generic;
using ActorLog.Events;

namespace ActorLog.Runtime;

/// <summary>One sink as the router sees it: where its events of this turn are gathered, and the lane they go to.</summary>
/// <remarks>
/// A sink has one lane, unless its order was given up for more batches in flight: then its events are dealt out in turn.
/// Only the router actor calls it.
/// </remarks>
internal sealed class SinkLanes(SinkAccount account, IReadOnlyList<SinkCore> lanes)
{
    private readonly LogEvent[]?[] _gathered = new LogEvent[lanes.Count][];
    private readonly int[] _counts = new int[lanes.Count];
    private readonly long[] _bytes = new long[lanes.Count];
    private int _next;

    /// <summary>The sink takes this event of the turn.</summary>
    public void Add(LogEvent logEvent)
    {
        var lane = _next;
        _next = _next + 1 == lanes.Count ? 0 : _next + 1;
        var gathered = _gathered[lane] ??= ArrayPool<LogEvent>.Shared.Rent(Ingress.PageSize);
        gathered[_counts[lane]++] = logEvent;
        _bytes[lane] += logEvent.HeldBytes;
    }

    /// <summary>Hands over what was gathered, and counts what of the turn was not for this sink.</summary>
    public void HandOver(int turn, IPipelineEngine engine)
    {
        var taken = 0;
        for (var lane = 0; lane < lanes.Count; lane++)
        {
            if (_gathered[lane] is not { } events)
            {
                continue;
            }

            var count = _counts[lane];
            taken += count;
            account.AddQueued(count, _bytes[lane]);
            _gathered[lane] = null;
            _counts[lane] = 0;
            _bytes[lane] = 0;
            engine.Tell(lanes[lane], SinkMessage.Offered(events, count));
            lanes[lane].CloseGateIfFull();
        }

        if (taken < turn)
        {
            account.AddFiltered(turn - taken);
        }
    }

    public void TellAll(SinkMessage message, IPipelineEngine engine)
    {
        foreach (var lane in lanes)
        {
            engine.Tell(lane, message);
        }
    }
}
