using System;
using System.Text;
using ActorLog.Events;

namespace ActorLog.Text;

/// <summary>Formats for a sink: an event that the formatter cannot format is replaced by a line that says so.</summary>
/// <remarks>The placeholder goes through the same formatter, so that it is a line of the same format.</remarks>
internal sealed class SafeFormatter(ILogFormatter formatter)
{
    /// <summary>Appends <paramref name="logEvent"/>, or its placeholder, to <paramref name="output"/>. Never half an event.</summary>
    public void Format(LogEvent logEvent, ByteBuffer output)
    {
        var start = output.Length;
        try
        {
            formatter.Format(logEvent, output);
        }
#pragma warning disable CA1031 // One event that cannot be formatted must not fail its batch for ever.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            output.CutTo(start);
            FormatPlaceholder(Placeholder(logEvent, failure), output);
        }
    }

    private static LogEvent Placeholder(LogEvent logEvent, Exception failure)
    {
        var text = $"[event {logEvent.Sequence} could not be formatted: {failure.GetType().Name}]";
        var placeholder = new LogEvent
        {
            SessionId = logEvent.SessionId,
            Sequence = logEvent.Sequence,
            UtcTicks = logEvent.UtcTicks,
            Level = logEvent.Level,
            Category = logEvent.Category,
            RenderedMessage = text,
            ThreadId = logEvent.ThreadId,
        };
        placeholder.Measure();
        return placeholder;
    }

    private void FormatPlaceholder(LogEvent placeholder, ByteBuffer output)
    {
        var start = output.Length;
        try
        {
            formatter.Format(placeholder, output);
        }
#pragma warning disable CA1031 // A formatter that fails on every event still gives a line per event.
        catch (Exception)
#pragma warning restore CA1031
        {
            output.CutTo(start);
            Encoding.UTF8.GetBytes(placeholder.RenderedMessage, output);
            output.GetSpan(1)[0] = (byte)'\n';
            output.Advance(1);
        }
    }
}
