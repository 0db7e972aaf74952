using System;
using System.Buffers;
using System.Globalization;
using System.Text;
using ActorLog.Events;

namespace ActorLog.Text;

/// <summary>
/// Formats for a sink: an event that the formatter cannot format, or that comes out too large, is replaced by a line that says so.
/// </summary>
/// <remarks>
/// Every sink wraps its formatter in one (<c>SinkContext.Safe</c>), for an exception would fail the whole batch, again and
/// again. The placeholder goes through the same formatter, so that it is a line of the same format. For one worker, as
/// formatters are.
/// </remarks>
public sealed class SafeFormatter : ILogFormatter
{
    private readonly ILogFormatter _formatter;
    private readonly long _maxBytes;
    private readonly Action<LogEvent, string>? _replaced;

    // For outputs that cannot be cut back.
    private readonly Lazy<ByteBuffer> _scratch = new(static () => new ByteBuffer(4096), isThreadSafe: false);

    /// <summary>Wraps a formatter.</summary>
    /// <param name="formatter">Formats the events.</param>
    /// <param name="maxBytes">The most bytes of one event; a larger one is replaced. Default: no limit.</param>
    /// <param name="replaced">Told of every event that is replaced, and why. Default: nobody.</param>
    public SafeFormatter(
        ILogFormatter formatter,
        long maxBytes = long.MaxValue,
        Action<LogEvent, string>? replaced = null
    )
    {
        ArgumentNullException.ThrowIfNull(formatter);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBytes);
        _formatter = formatter;
        _maxBytes = maxBytes;
        _replaced = replaced;
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

    private static LogEvent Placeholder(LogEvent logEvent, string why) =>
        logEvent.StandIn(string.Create(CultureInfo.InvariantCulture, $"[event {logEvent.Sequence} {why}]"));

    private void Format(LogEvent logEvent, ByteBuffer output)
    {
        var start = output.Length;
        try
        {
            _formatter.Format(logEvent, output);
            var bytes = output.Length - start;
            if (bytes > _maxBytes)
            {
                Replace(logEvent, $"is too large: {bytes} bytes, at most {_maxBytes} are taken", start, output);
            }
        }
#pragma warning disable CA1031 // One event that cannot be formatted must not fail its batch for ever.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Replace(logEvent, $"could not be formatted: {failure.GetType().Name}", start, output);
        }
    }

    private void Replace(LogEvent logEvent, string why, int start, ByteBuffer output)
    {
        output.CutTo(start);
        FormatPlaceholder(Placeholder(logEvent, why), output);
        _replaced?.Invoke(logEvent, why);
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
