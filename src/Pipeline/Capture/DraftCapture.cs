using System;
using ActorLog.Events;
using ActorLog.Runtime;

namespace ActorLog.Capture;

/// <summary>Copies a draft into an event of the pipeline.</summary>
internal static class DraftCapture
{
    public static LogEvent Capture(LogEventDraft draft, LogCategory category, TimeProvider clock)
    {
        var logEvent = EventPool.Rent();
        logEvent.Category = category;
        logEvent.Level = draft.Level;
        logEvent.EventId = draft.EventId;
        logEvent.UtcTicks = (draft.Timestamp ?? clock.GetUtcNow()).UtcTicks;
        logEvent.RenderedMessage = draft.Message;
        logEvent.Template = draft.Template is null ? MessageTemplate.Empty : MessageTemplateCache.Get(draft.Template);
        logEvent.Exception = draft.Exception;
        logEvent.ThreadId = draft.ThreadId;
        logEvent.ThreadName = draft.ThreadName;
        logEvent.TraceId = draft.TraceId;
        logEvent.SpanId = draft.SpanId;
        foreach (var property in draft.Properties)
        {
            logEvent.Add(property.Name, property.Value);
        }

        logEvent.MessagePropertyCount = draft.Properties.Count;
        foreach (var property in draft.ScopeProperties)
        {
            logEvent.Add(property.Name, property.Value);
        }

        logEvent.Measure();
        return logEvent;
    }
}
