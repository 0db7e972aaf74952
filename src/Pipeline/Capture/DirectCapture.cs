using System;
using System.Threading;
using ActorLog.Events;
using ActorLog.Runtime;
using Microsoft.Extensions.Logging;

namespace ActorLog.Capture;

/// <summary>Has an event written by whoever logs it, right where it will stay.</summary>
internal static class DirectCapture
{
    /// <summary>The event, with the caller's thread, as <paramref name="fill"/> writes it. Never throws.</summary>
    public static LogEvent Capture<TState>(
        LogCategory category,
        LogLevel level,
        long utcTicks,
        TState state,
        Action<LogEventWriter, TState> fill,
        Action<Action<object?, LogEvent>, LogEvent>? forEachScope
    )
        where TState : allows ref struct
    {
        var logEvent = EventPool.Rent();
        logEvent.Category = category;
        logEvent.Level = level;
        logEvent.UtcTicks = utcTicks;
        var thread = Thread.CurrentThread;
        logEvent.ThreadId = thread.ManagedThreadId;
        logEvent.ThreadName = thread.Name;
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
