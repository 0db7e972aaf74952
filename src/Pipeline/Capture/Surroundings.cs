using System;
using System.Diagnostics;
using System.Threading;
using ActorLog.Events;

namespace ActorLog.Capture;

/// <summary>What is true around a call: the time, the thread, the trace.</summary>
internal static class Surroundings
{
    public static void Capture(LogEvent logEvent, TimeProvider clock)
    {
        logEvent.UtcTicks = clock.GetUtcNow().UtcTicks;
        logEvent.ThreadId = Environment.CurrentManagedThreadId;
        logEvent.ThreadName = Thread.CurrentThread.Name;
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
        {
            logEvent.TraceId = activity.TraceId.ToHexString();
            logEvent.SpanId = activity.SpanId.ToHexString();
        }
    }
}
