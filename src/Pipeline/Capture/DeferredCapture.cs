using System;
using System.Threading;
using ActorLog.Events;
using ActorLog.Runtime;
using Microsoft.Extensions.Logging;

namespace ActorLog.Capture;

/// <summary>Capture in two steps: at the call what can change, in the router what is read from content that cannot.</summary>
/// <param name="categories">The pipeline's categories.</param>
/// <param name="clock">The pipeline's clock.</param>
internal sealed class DeferredCapture(LogCategories categories, TimeProvider clock)
{
    private readonly bool _isSystemClock = ReferenceEquals(clock, TimeProvider.System);

    // The router's. A draft is copied when it is complete, and there is one router.
    private readonly LogEventDraft _draft = new();
    private string? _lastName;
    private LogCategory _lastCategory = null!;

    /// <summary>The first step, on the caller's thread. Throws only for a draft that was never made.</summary>
    public LogEvent Begin(in DeferredDraft deferred, Action<Action<object?, LogEvent>, LogEvent>? forEachScope)
    {
        ArgumentNullException.ThrowIfNull(deferred.Complete);
        var logEvent = EventPool.Rent();
        logEvent.Level = deferred.Level;
        logEvent.UtcTicks = _isSystemClock && deferred.UtcTicks != 0 ? deferred.UtcTicks : clock.GetUtcNow().UtcTicks;
        var thread = Thread.CurrentThread;
        logEvent.ThreadId = thread.ManagedThreadId;
        logEvent.ThreadName = thread.Name;
        logEvent.Defer(deferred);
        if (forEachScope is not null)
        {
            ScopeReader.TryCapture(logEvent, forEachScope);
        }

        logEvent.Measure();
        logEvent.HeldBytes += deferred.HeldBytes;
        return logEvent;
    }

    /// <summary>The second step, on the router's turn. Never throws.</summary>
    public void Complete(LogEvent logEvent)
    {
        var deferred = logEvent.TakeDeferred();
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
