using System;
using ActorLog.Events;

namespace ActorLog.Capture;

/// <summary>An event of which only a part could be captured is told all the same.</summary>
internal static class CaptureFailure
{
    /// <summary>Says in the place of the message, unless there is one already, what there is of it and what went wrong.</summary>
    public static void Tell(LogEvent logEvent, Exception failure) =>
        logEvent.RenderedMessage ??= $"{logEvent.Template.Text} [{Reason(logEvent, failure)}]".TrimStart();

    // Microsoft's states have a value for each hole, and give those that there are not as an index out of range.
    private static string Reason(LogEvent logEvent, Exception failure) =>
        failure is IndexOutOfRangeException && logEvent.Properties.Length < logEvent.Template.Holes.Length
            ? "more holes than arguments"
            : $"the event could not be captured: {failure.GetType().Name}";
}
