using System.Globalization;
using ActorLog.Events;

namespace ActorLog.Journal;

/// <summary>What is kept of an event that is larger than a frame may be: what it was, and not what it said.</summary>
internal static class EventRemains
{
    /// <summary>The event that takes its place, with its number, time, level, category, trace and origin.</summary>
    /// <param name="logEvent">The event.</param>
    /// <param name="bytes">How many bytes it came to.</param>
    /// <param name="most">How many are taken.</param>
    public static LogEvent Of(LogEvent logEvent, int bytes, int most) =>
        logEvent.StandIn(
            string.Create(
                CultureInfo.InvariantCulture,
                $"[event {logEvent.Sequence} is too large to be kept: {bytes} bytes, at most {most}]"
            )
        );
}
