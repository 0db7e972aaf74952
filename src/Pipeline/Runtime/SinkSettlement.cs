using System;
using System.Buffers;
using ActorLog.Events;
using ActorLog.Runtime.Delivery;
using ActorLog.Runtime.Durability;

namespace ActorLog.Runtime;

/// <summary>Carries out what the delivery machine has decided about events: accounts for them, and lets go of them.</summary>
/// <remarks>Called only on the actor's turns; what waits for a letter to be written ends later, on any thread.</remarks>
/// <param name="sink">The sink's name.</param>
/// <param name="account">The sink's account.</param>
/// <param name="sinkEvents">Tells of drops.</param>
/// <param name="letters">Keeps dead letters, if they are kept.</param>
/// <param name="gate">Before callers who wait while the sink is full, if they do.</param>
/// <param name="feed">Where the events come from when the sink is durable; they stay there until they are settled.</param>
internal sealed class SinkSettlement(
    string sink,
    SinkAccount account,
    SinkEvents sinkEvents,
    SinkLetters letters,
    SinkGate? gate,
    SinkFeed? feed
)
{
    private readonly int[] _dropped = new int[DropReasons.Count];

    public void Delivered(in DeliveryCommand command)
    {
        var events = command.Events.AsSpan(command.Offset, command.Count);
        feed?.Tracker.Settle(events);
        var (count, bytes, released) = (0, 0L, 0);
        foreach (var logEvent in events)
        {
            if (!GapNotice.Is(logEvent))
            {
                count++;
                bytes += logEvent.HeldBytes;
            }

            if (!command.IsAbandoned && logEvent.Release())
            {
                events[released++] = logEvent;
            }
        }

        EventPool.Return(events[..released]);
        account.AddDelivered(count);
        account.AddQueued(-count, -bytes);
        if (command.ReturnArray)
        {
            ArrayPool<LogEvent>.Shared.Return(command.Events!, clearArray: true);
        }
    }

    /// <summary>What a durable sink drops, it drops because it stops: the journal keeps it.</summary>
    public void Dropped(in DeliveryCommand command)
    {
        var logEvent = command.Event!;
        if (!GapNotice.Is(logEvent))
        {
            account.AddQueued(-1, -logEvent.HeldBytes);
            if (feed is null)
            {
                account.Drop(logEvent, command.Reason);
                _dropped[(int)command.Reason]++;
            }
        }

        if (!command.IsAbandoned)
        {
            Release(logEvent);
        }
    }

    /// <summary>Settled is the event when its letter is safe: until then it waits here, and in the journal.</summary>
    public void DeadLetter(in DeliveryCommand command)
    {
        var (logEvent, isAbandoned) = (command.Event!, command.IsAbandoned);
        if (GapNotice.Is(logEvent))
        {
            Settle();
            return;
        }

        letters.Bury(
            logEvent,
            command.Failure!,
            command.Count,
            () =>
            {
                account.AddDeadLettered();
                account.AddQueued(-1, -logEvent.HeldBytes);
                Settle();
                gate?.OpenIfRoomy();
                feed?.Turned();
            }
        );

        void Settle()
        {
            feed?.Tracker.Settle([logEvent]);
            if (!isAbandoned)
            {
                Release(logEvent);
            }
        }
    }

    /// <summary>Tells of the turn's drops together: in a storm they come by the hundred.</summary>
    public void TellDrops()
    {
        for (var reason = 0; reason < _dropped.Length; reason++)
        {
            if (_dropped[reason] > 0)
            {
                sinkEvents.Dropped(sink, (DropReason)reason, _dropped[reason]);
                _dropped[reason] = 0;
            }
        }
    }

    private static void Release(LogEvent logEvent)
    {
        if (logEvent.Release())
        {
            EventPool.Return(logEvent);
        }
    }
}
