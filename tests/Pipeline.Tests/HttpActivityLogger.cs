using System.Diagnostics.Tracing;
using Microsoft.Extensions.Logging;

namespace ActorLog.Tests;

/// <summary>Logs what the runtime's HTTP stack tells of itself, as instrumented apps do: the shortest way into a loop.</summary>
internal sealed class HttpActivityLogger(ILogger logger) : EventListener
{
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Net.Http")
        {
            EnableEvents(eventSource, EventLevel.Verbose);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
        logger?.LogTrace("{Event}", eventData.EventName);
}
