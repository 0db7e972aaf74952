using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using ActorLog.Events;
using ActorLog.Runtime;

namespace ActorLog.Capture;

/// <summary>Copies a draft into an event of the pipeline.</summary>
internal static class DraftCapture
{
    /// <summary>Copies a draft whose caller is on this thread: his surroundings fill what it lacks. Never throws.</summary>
    public static LogEvent CaptureHere(
        LogEventDraft draft,
        LogCategory category,
        TimeProvider clock,
        Action<Action<object?, LogEvent>, LogEvent>? forEachScope
    )
    {
        var logEvent = EventPool.Rent();
        PipelineScope.BeginCapture();
        try
        {
            Surroundings.Capture(logEvent, clock);
            CopyHead(draft, logEvent, category);
            CopySurroundings(draft, logEvent);
            Copy(draft.Properties, logEvent);
            logEvent.MessagePropertyCount = draft.Properties.Count;
            if (forEachScope is not null)
            {
                ScopeReader.Capture(logEvent, forEachScope);
            }
        }
#pragma warning disable CA1031 // Law 1: whatever a scope of the caller does, logging does not throw.
        catch (Exception)
#pragma warning restore CA1031
        {
            // The scopes that could be read are there.
        }
        finally
        {
            PipelineScope.EndCapture();
        }

        Copy(draft.ScopeProperties, logEvent);
        logEvent.Measure();
        return logEvent;
    }

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
        Copy(draft.ScopeProperties, logEvent);
        logEvent.Measure();
        return logEvent;
    }

    public static void CopyHead(LogEventDraft draft, LogEvent logEvent, LogCategory category)
    {
        logEvent.Category = category;
        logEvent.Level = draft.Level;
        logEvent.EventId = draft.EventId;
        logEvent.RenderedMessage = draft.Message;
        logEvent.Template = draft.Template is null ? MessageTemplate.Empty : MessageTemplateCache.Get(draft.Template);
        logEvent.Exception = draft.Exception;
        logEvent.Origin = draft.Origin;
    }

    public static void CopySurroundings(LogEventDraft draft, LogEvent logEvent)
    {
        logEvent.UtcTicks = draft.Timestamp?.UtcTicks ?? logEvent.UtcTicks;
        if (draft.ThreadId != 0)
        {
            logEvent.ThreadId = draft.ThreadId;
            logEvent.ThreadName = draft.ThreadName;
        }

        if (draft.TraceId is not null)
        {
            logEvent.TraceId = draft.TraceId;
            logEvent.SpanId = draft.SpanId;
        }
    }

    /// <summary>The message's properties come before those of the scopes, which the event has already, and the draft's last.</summary>
    public static void CopyPropertiesAroundScopes(LogEventDraft draft, LogEvent logEvent)
    {
        var scopes = logEvent.Properties.Length == 0 ? [] : logEvent.TakeProperties();
        Copy(draft.Properties, logEvent);
        logEvent.MessagePropertyCount = draft.Properties.Count;
        foreach (ref readonly var property in scopes.AsSpan())
        {
            logEvent.Add(property.Name, property.Value);
        }

        Copy(draft.ScopeProperties, logEvent);
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
