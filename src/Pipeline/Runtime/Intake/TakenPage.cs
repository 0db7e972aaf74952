using System;
using ActorLog.Events;

namespace ActorLog.Runtime.Intake;

/// <summary>What the router has just taken out of the ingress: the events among it, and those that it writes itself now.</summary>
/// <remarks>The router's alone; others may look at how many they are.</remarks>
internal sealed class TakenPage(string sessionId)
{
    // How many events ahead their memory is asked for.
    private const int Ahead = 6;

    private readonly IQueuedEvent?[] _items = new IQueuedEvent?[Ingress.PageSize];

    /// <summary>How many they were.</summary>
    public int Count { get; private set; }

    /// <summary>Room for so many, or for as many as a page has.</summary>
    public Span<IQueuedEvent> Room(int most) => _items.AsSpan(0, Math.Min(most, _items.Length))!;

    /// <summary>Gives the first of them away as events.</summary>
    /// <returns>The memory that they held in the ingress.</returns>
    public long MoveTo(Span<LogEvent> into)
    {
        Count = into.Length;
        long bytes = 0;
        for (var i = 0; i < into.Length; i++)
        {
            Prefetch.Lines(_items[Math.Min(i + Ahead, into.Length - 1)]!);
            var item = _items[i]!;
            bytes += item.HeldBytes;
            if (item is LogEvent logEvent)
            {
                into[i] = logEvent;
                continue;
            }

            // An event goes back to the pool, which keeps it anyway; what was deferred is nobody's from here on.
            into[i] = ((DeferredEvent)item).Write(sessionId);
            _items[i] = null;
        }

        return bytes;
    }
}
