using System;
using ActorLog.Events;
using Microsoft.Extensions.Logging;

namespace ActorLog.Capture;

/// <summary>Reads deferred events from their content. For one thread at a time.</summary>
/// <param name="categories">The pipeline's categories.</param>
internal sealed class DeferredReader(LogCategories categories)
{
    // A draft is copied when it is complete.
    private readonly LogEventDraft _draft = new();
    private string? _lastName;
    private LogCategory _lastCategory = null!;

    /// <summary>Whether it reads for the pipeline that has these categories.</summary>
    public bool IsOf(LogCategories others) => ReferenceEquals(categories, others);

    /// <summary>Fills an event that has level, time, thread and scopes already. Never throws.</summary>
    public void Read(in DeferredDraft deferred, LogEvent logEvent)
    {
        Reset(_draft, logEvent.Level);
        try
        {
            deferred.Complete(_draft, deferred.Content, deferred.Context);
            Copy(logEvent);
        }
#pragma warning disable CA1031 // What is wrong with one event must not take the turn's others along.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logEvent.Category = CategoryOf(_draft.Category);
            logEvent.RenderedMessage = $"[the event could not be captured: {failure.GetType().Name}]";
        }

        logEvent.Measure();
    }

    private void Copy(LogEvent logEvent)
    {
        // It was counted under its level already.
        _draft.Level = logEvent.Level;
        DraftCapture.CopyHead(_draft, logEvent, CategoryOf(_draft.Category));
        DraftCapture.CopySurroundings(_draft, logEvent);
        DraftCapture.CopyPropertiesAroundScopes(_draft, logEvent);
    }

    // What comes from one system is mostly of few classes, whose names are the same string each time.
    private LogCategory CategoryOf(string name)
    {
        if (!ReferenceEquals(_lastName, name))
        {
            _lastCategory = categories.Get(name);
            _lastName = name;
        }

        return _lastCategory;
    }

    private static void Reset(LogEventDraft draft, LogLevel level)
    {
        draft.Level = level;
        draft.Properties.Clear();
        draft.ScopeProperties.Clear();
        draft.Category = "";
        draft.EventId = default;
        draft.Timestamp = null;
        draft.Message = null;
        draft.Template = null;
        draft.Exception = null;
        draft.ThreadId = 0;
        draft.TraceId = null;
        draft.SpanId = null;
        draft.Origin = null;
    }
}
