using System;
using System.Collections.Generic;
using ActorLog.Events;

namespace ActorLog.Capture;

/// <summary>Reads the scopes around a log call: key-value lists become properties, anything else becomes text.</summary>
internal static class ScopeReader
{
    /// <summary>Adds the scopes to the event. Never throws.</summary>
    public static void Capture(LogEvent logEvent, Action<Action<object?, LogEvent>, LogEvent> forEachScope)
    {
        try
        {
            forEachScope(static (scope, into) => Read(scope, into), logEvent);
        }
#pragma warning disable CA1031 // Law 1: a hostile provider of scopes costs the scopes, not the event.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            AddText(logEvent, LogValue.From($"[the scopes could not be read: {failure.GetType().Name}]"));
        }
    }

    private static void Read(object? scope, LogEvent logEvent)
    {
        if (scope is not IEnumerable<KeyValuePair<string, object?>> pairs)
        {
            AddText(logEvent, ValueCapture.Capture(scope, null));
            return;
        }

        try
        {
            ReadPairs(pairs, logEvent);
        }
#pragma warning disable CA1031 // Above all a dictionary that another thread is changing: the message and other scopes are whole.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            AddText(logEvent, LogValue.From($"[{scope.GetType()}: enumerating threw {failure.GetType().Name}]"));
        }
    }

    private static void ReadPairs(IEnumerable<KeyValuePair<string, object?>> pairs, LogEvent logEvent)
    {
        var hasTemplate =
            pairs is IReadOnlyList<KeyValuePair<string, object?>> { Count: > 0 } list && IsTemplate(list[^1]);
        foreach (var pair in pairs)
        {
            var (name, value) = (pair.Key ?? "", pair.Value);
            if (IsTemplate(pair))
            {
                // A scope with a template reads best as the text that it makes of it.
                AddText(logEvent, LogValue.From(RenderedText.OfOne(pairs, null)));
            }
            else if (!IsCapturedAnyway(name, value, logEvent))
            {
                logEvent.Add(hasTemplate ? MessageTemplate.NameOf(name) : name, ValueCapture.Capture(value, null));
            }
        }
    }

    private static bool IsTemplate(in KeyValuePair<string, object?> pair) => pair.Key == "{OriginalFormat}";

    /// <summary>
    /// Hosts put the activity's ids into a scope of their own; the event has them as trace and span. Other values under these
    /// names are the caller's.
    /// </summary>
    private static bool IsCapturedAnyway(string name, object? value, LogEvent logEvent) =>
        logEvent.TraceId is not null
        && name switch
        {
            "TraceId" => value as string == logEvent.TraceId,
            "SpanId" => value as string == logEvent.SpanId,
            _ => false,
        };

    private static void AddText(LogEvent logEvent, LogValue text) =>
        logEvent.Scopes = [.. logEvent.Scopes, text.Text ?? text.ToString()];
}
