using System;
using System.Buffers;
using ActorLog.Events;

namespace ActorLog.Text;

/// <summary>Writes logfmt: one line of <c>key=value</c>, for people and for tools such as Loki.</summary>
internal sealed class LogfmtFormatter : ILogFormatter
{
    private const int UsualLine = 512;

    private static readonly byte[][] Levels = LevelWords.Encode(LevelWords.Logfmt, word => $" level={word} logger=");

    private readonly TimestampText _timestamp = TimestampText.IsoUtc();
    private readonly ShadowedNames _shadowed = new();

    /// <inheritdoc/>
    public void Format(LogEvent logEvent, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        ArgumentNullException.ThrowIfNull(output);
        var writer = new Utf8Writer(output, UsualLine);
        writer.Write("ts="u8);
        _timestamp.Write(ref writer, logEvent.UtcTicks);
        writer.Write(Levels[LevelWords.IndexOf(logEvent.Level)]);
        LogfmtText.WriteText(ref writer, logEvent.Category.Name);
        writer.Write(" msg=\""u8);
        MessageText.Write<QuotedText>(ref writer, logEvent);
        writer.Write((byte)'"');
        WriteProperties(ref writer, logEvent);
        WriteEventId(ref writer, logEvent);
        WriteScopes(ref writer, logEvent);
        WriteOrigin(ref writer, logEvent);
        WriteOptional(ref writer, " exception="u8, logEvent.Exception?.Text);
        writer.Write((byte)'\n');
        writer.Commit();
    }

    private void WriteProperties(ref Utf8Writer writer, LogEvent logEvent)
    {
        _shadowed.Examine(logEvent);
        var plan = MessagePlan.OfHoles(logEvent.Template);
        var properties = logEvent.Properties;
        for (var i = 0; i < properties.Length; i++)
        {
            ref readonly var property = ref properties[i];
            if (_shadowed.IsHidden(logEvent, i))
            {
                continue;
            }

            writer.Write((byte)' ');
            if (plan.KeyOf(i, property.Name) is { } key)
            {
                writer.Write(key.Logfmt);
            }
            else
            {
                LogfmtText.WriteKey(ref writer, property.Name);
            }

            LogfmtText.WriteValue(ref writer, property.Value);
        }
    }

    private static void WriteEventId(ref Utf8Writer writer, LogEvent logEvent)
    {
        if (logEvent.EventId.Id != 0)
        {
            writer.Write(" event_id="u8);
            JsonText.WriteNumber(ref writer, logEvent.EventId.Id);
        }

        WriteOptional(ref writer, " event_name="u8, logEvent.EventId.Name);
    }

    private static void WriteScopes(ref Utf8Writer writer, LogEvent logEvent)
    {
        var scopes = logEvent.Scopes;
        for (var i = 0; i < scopes.Count; i++)
        {
            writer.Write(i == 0 ? " scope=\""u8 : " => "u8);
            writer.WriteText<QuotedText>(scopes[i]);
            writer.Write(i == scopes.Count - 1 ? "\""u8 : ""u8);
        }
    }

    private static void WriteOrigin(ref Utf8Writer writer, LogEvent logEvent)
    {
        WriteOptional(ref writer, " trace_id="u8, logEvent.TraceId);
        WriteOptional(ref writer, " span_id="u8, logEvent.SpanId);
        if (logEvent.ThreadId != 0)
        {
            writer.Write(" thread="u8);
            JsonText.WriteNumber(ref writer, logEvent.ThreadId);
        }

        WriteOptional(ref writer, " thread_name="u8, logEvent.ThreadName);
        WriteOptional(ref writer, " session="u8, logEvent.SessionId);
        writer.Write(" seq="u8);
        JsonText.WriteNumber(ref writer, logEvent.Sequence);
    }

    private static void WriteOptional(ref Utf8Writer writer, ReadOnlySpan<byte> key, string? text)
    {
        if (text is not null)
        {
            writer.Write(key);
            LogfmtText.WriteText(ref writer, text);
        }
    }
}
