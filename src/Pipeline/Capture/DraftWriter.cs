using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using ActorLog.Events;
using ActorLog.Routing;
using ActorLog.Runtime;
using ActorLog.Runtime.Intake;
using Microsoft.Extensions.Logging;

namespace ActorLog.Capture;

/// <summary>Offers drafts to the ingress, without those that go nowhere. Thread-safe; never waits.</summary>
internal sealed class DraftWriter(LogCategories categories, Router router, Ingress ingress, TimeProvider clock)
{
    /// <summary>Offers one.</summary>
    public WriteOutcome TryWrite(LogEventDraft draft) =>
        Capture(draft) is { } logEvent ? Offer([logEvent]) : WriteOutcome.Filtered;

    /// <summary>Offers several, of which all are taken or none. To offer none asks whether callers have to wait.</summary>
    public WriteOutcome TryWriteAll(IReadOnlyList<LogEventDraft> drafts)
    {
        var events = new List<LogEvent>(drafts.Count);
        foreach (var draft in drafts)
        {
            if (Capture(draft) is { } logEvent)
            {
                events.Add(logEvent);
            }
        }

        return events.Count > 0 || drafts.Count == 0 ? Offer(CollectionsMarshal.AsSpan(events)) : WriteOutcome.Filtered;
    }

    private LogEvent? Capture(LogEventDraft draft)
    {
        var category = categories.Get(draft.Category);
        return draft.Level >= router.MinLevel(category) && draft.Level != LogLevel.None
            ? DraftCapture.Capture(draft, category, clock)
            : null;
    }

    private WriteOutcome Offer(ReadOnlySpan<LogEvent> events)
    {
        var outcome = ingress.TryWrite(events);
        if (outcome != WriteOutcome.Accepted)
        {
            EventPool.Return(events);
        }

        return outcome;
    }
}
