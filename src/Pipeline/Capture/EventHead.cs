using System.Threading;
using ActorLog.Events;
using Microsoft.Extensions.Logging;

namespace ActorLog.Capture;

/// <summary>What is known of an event at the call, whenever the rest of it is written.</summary>
internal readonly record struct EventHead(
    LogCategory Category,
    LogLevel Level,
    long UtcTicks,
    int ThreadId,
    string? ThreadName
)
{
    /// <summary>The head of an event that this thread logs.</summary>
    public static EventHead Of(LogCategory category, LogLevel level, long utcTicks)
    {
        var thread = Thread.CurrentThread;
        return new EventHead(category, level, utcTicks, thread.ManagedThreadId, thread.Name);
    }
}
