using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Sinks;

namespace ActorLog.Runtime;

/// <summary>The originals of the events in whose place a sink delivers placeholders: kept when the placeholders are delivered.</summary>
/// <remarks>
/// A batch that failed is formatted anew on the next attempt, and by another worker perhaps; so nothing is kept before the
/// answer is there. For one worker.
/// </remarks>
/// <param name="keep">Keeps originals for good; done when they are.</param>
internal sealed class ReplacedEvents(Func<IReadOnlyList<ReplacedEvent>, ValueTask> keep)
{
    private readonly List<ReplacedEvent> _replaced = [];

    /// <summary>A placeholder stands where the event should. An event that is formatted again is noted once.</summary>
    public void Add(LogEvent logEvent, string reason)
    {
        if (!_replaced.Exists(known => ReferenceEquals(known.Event, logEvent)))
        {
            _replaced.Add(new ReplacedEvent(logEvent, reason));
        }
    }

    /// <summary>Keeps the originals of those events that the answer says are delivered, and forgets the others.</summary>
    public ValueTask SettleAsync(LogBatch batch, SinkResult result)
    {
        if (_replaced.Count == 0)
        {
            return default;
        }

        var delivered = new List<ReplacedEvent>();
        for (var i = 0; i < batch.Count; i++)
        {
            var logEvent = batch[i];
            if (
                IsDelivered(result, i)
                && _replaced.Find(known => ReferenceEquals(known.Event, logEvent)) is { Event: not null } found
            )
            {
                delivered.Add(found);
            }
        }

        _replaced.Clear();
        return delivered.Count == 0 ? default : keep(delivered);
    }

    private static bool IsDelivered(SinkResult result, int index) =>
        result.IsDelivered
        || (
            result.Verdicts is { } verdicts
                ? index < verdicts.Count && verdicts[index] is null
                : index < result.DeliveredPrefix
        );
}
