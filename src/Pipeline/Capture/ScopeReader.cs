using System;
using System.Collections.Generic;
using ActorLog.Events;

namespace ActorLog.Capture;

/// <summary>Reads the scopes around a log call: key-value lists become properties, anything else becomes text.</summary>
internal static class ScopeReader
{
    public static void Capture(LogEvent logEvent, Action<Action<object?, LogEvent>, LogEvent> forEachScope) =>
        forEachScope(static (scope, into) => Read(scope, into), logEvent);

    private static void Read(object? scope, LogEvent logEvent)
    {
        if (scope is not IEnumerable<KeyValuePair<string, object?>> pairs)
        {
            AddText(logEvent, ValueCapture.Capture(scope, null));
            return;
        }

        foreach (var (name, value) in pairs)
        {
            if (name == "{OriginalFormat}")
            {
                // A scope with a template reads best as the text that it makes of it.
                AddText(logEvent, LogValue.From(RenderedText.OfOne(scope, null)));
            }
            else if (!IsCapturedAnyway(name, logEvent))
            {
                logEvent.Add(name, ValueCapture.Capture(value, null));
            }
        }
    }

    /// <summary>Hosts put the activity's ids into a scope of their own; the event has them as trace and span.</summary>
    private static bool IsCapturedAnyway(string name, LogEvent logEvent) =>
        logEvent.TraceId is not null && name is ("SpanId" or "TraceId");

    private static void AddText(LogEvent logEvent, LogValue text) =>
        logEvent.Scopes = [.. logEvent.Scopes, text.Text ?? text.ToString()];
}
