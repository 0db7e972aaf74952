using System;
using ActorLog.Events;
using ActorLog.Runtime;

namespace ActorLog.Capture;

/// <summary>Has an event written right where it will stay, without a draft between.</summary>
internal static class DirectCapture
{
    /// <summary>The event as <paramref name="fill"/> writes it. Never throws.</summary>
    public static LogEvent Capture<TState>(
        in EventHead head,
        TState state,
        Action<LogEventWriter, TState> fill,
        Action<Action<object?, LogEvent>, LogEvent>? forEachScope
    )
        where TState : allows ref struct
    {
        var logEvent = EventPool.Rent();
        logEvent.Category = head.Category;
        logEvent.Level = head.Level;
        logEvent.UtcTicks = head.UtcTicks;
        logEvent.ThreadId = head.ThreadId;
        logEvent.ThreadName = head.ThreadName;
        PipelineScope.BeginCapture();
        try
        {
            var writer = new LogEventWriter(logEvent, forEachScope);
            fill(writer, state);
            writer.EndMessage();
        }
#pragma warning disable CA1031 // Law 1: whatever a bridge or a scope of the caller does, logging does not throw.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            EndMessage(logEvent);
            CaptureFailure.Tell(logEvent, failure);
        }
        finally
        {
            PipelineScope.EndCapture();
        }

        logEvent.Measure();
        return logEvent;
    }

    /// <summary>The message ends with the properties that there are, if it has not ended before.</summary>
    private static void EndMessage(LogEvent logEvent)
    {
        if (logEvent.MessagePropertyCount < 0)
        {
            logEvent.MessagePropertyCount = logEvent.Properties.Length;
        }
    }
}
