using System;
using System.Buffers;
using System.Text;
using ActorLog.Events;

namespace ActorLog.Text;

/// <summary>Formats for a sink: an event that the formatter cannot format is replaced by a line that says so.</summary>
/// <remarks>
/// Every sink wraps its formatter in one, for an exception would fail the whole batch, again and again. The placeholder goes
/// through the same formatter, so that it is a line of the same format. For one worker, as formatters are.
/// </remarks>
public sealed class SafeFormatter : ILogFormatter
{
    private readonly ILogFormatter _formatter;

    // For outputs that cannot be cut back.
    private readonly Lazy<ByteBuffer> _scratch = new(static () => new ByteBuffer(4096), isThreadSafe: false);

    /// <summary>Wraps a formatter.</summary>
    public SafeFormatter(ILogFormatter formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        _formatter = formatter;
    }

    /// <summary>Appends <paramref name="logEvent"/>, or its placeholder, to <paramref name="output"/>. Never half an event.</summary>
    public void Format(LogEvent logEvent, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        ArgumentNullException.ThrowIfNull(output);
        if (output is ByteBuffer buffer)
        {
            Format(logEvent, buffer);
            return;
        }

        var scratch = _scratch.Value;
        scratch.Clear();
        Format(logEvent, scratch);
        output.Write(scratch.Written);
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

    private void Format(LogEvent logEvent, ByteBuffer output)
    {
        var start = output.Length;
        try
        {
            _formatter.Format(logEvent, output);
        }
#pragma warning disable CA1031 // One event that cannot be formatted must not fail its batch for ever.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            output.CutTo(start);
            FormatPlaceholder(Placeholder(logEvent, failure), output);
        }
    }

    private void FormatPlaceholder(LogEvent placeholder, ByteBuffer output)
    {
        var start = output.Length;
        try
        {
            _formatter.Format(placeholder, output);
        }
#pragma warning disable CA1031 // A formatter that fails on every event still gives a line per event.
        catch (Exception)
#pragma warning restore CA1031
        {
            output.CutTo(start);
            Encoding.UTF8.GetBytes(placeholder.RenderedMessage, output);
            output.Write("\n"u8);
        }
    }
}
