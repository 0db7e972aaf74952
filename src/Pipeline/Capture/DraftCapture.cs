using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using ActorLog.Events;
using ActorLog.Runtime;

namespace ActorLog.Capture;

/// <summary>Copies a draft into an event of the pipeline.</summary>
internal static class DraftCapture
{
    /// <summary>An event with what the draft says.</summary>
    public static LogEvent Capture(LogEventDraft draft, LogCategory category, TimeProvider clock)
    {
        var logEvent = EventPool.Rent();
        CopyHead(draft, logEvent, category);
        logEvent.UtcTicks = (draft.Timestamp ?? clock.GetUtcNow()).UtcTicks;
        logEvent.ThreadId = draft.ThreadId;
        logEvent.ThreadName = draft.ThreadName;
        logEvent.TraceId = draft.TraceId;
        logEvent.SpanId = draft.SpanId;
        Copy(draft.Properties, logEvent);
        logEvent.MessagePropertyCount = draft.Properties.Count;
        if (draft.HasScopeProperties)
        {
            Copy(draft.ScopeProperties, logEvent);
        }

        logEvent.Measure();
        return logEvent;
    }

    /// <summary>A draft of what an event holds, which goes back to the pool.</summary>
    public static LogEventDraft ToDraft(LogEvent logEvent)
    {
        var draft = new LogEventDraft
        {
            Timestamp = logEvent.Timestamp,
            Level = logEvent.Level,
            Category = logEvent.Category.Name,
            EventId = logEvent.EventId,
            Message = logEvent.RenderedMessage,
            Template = logEvent.Template.Text.Length == 0 ? null : logEvent.Template.Text,
            Exception = logEvent.Exception,
            ThreadId = logEvent.ThreadId,
            ThreadName = logEvent.ThreadName,
            TraceId = logEvent.TraceId,
            SpanId = logEvent.SpanId,
            Origin = logEvent.Origin,
        };
        var ofMessage = logEvent.MessagePropertyCount;
        ((List<LogProperty>)draft.Properties).AddRange(logEvent.Properties[..ofMessage]);
        ((List<LogProperty>)draft.ScopeProperties).AddRange(logEvent.Properties[ofMessage..]);
        EventPool.Return(logEvent);
        return draft;
    }

    private static void CopyHead(LogEventDraft draft, LogEvent logEvent, LogCategory category)
    {
        logEvent.Category = category;
        logEvent.Level = draft.Level;
        logEvent.EventId = draft.EventId;
        logEvent.RenderedMessage = draft.Message;
        logEvent.Template = draft.Template is null ? MessageTemplate.Empty : MessageTemplateCache.Get(draft.Template);
        logEvent.Exception = draft.Exception;
        logEvent.Origin = draft.Origin;
    }

    private static void Copy(IList<LogProperty> properties, LogEvent logEvent)
    {
        // The draft's own lists are of this type: read through the interface, each item is copied twice more.
        foreach (ref readonly var property in CollectionsMarshal.AsSpan((List<LogProperty>)properties))
        {
            logEvent.Add(property.Name, property.Value);
        }
    }
}
