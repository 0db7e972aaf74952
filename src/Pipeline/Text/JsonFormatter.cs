using System;
using System.Buffers;
using ActorLog.Events;

namespace ActorLog.Text;

/// <summary>Writes one JSON object a line, with everything that the event has.</summary>
internal sealed class JsonFormatter : ILogFormatter
{
    private const int UsualLine = 1024;

    private static readonly byte[][] Levels = LevelWords.Encode(
        LevelWords.DotNet,
        word => $"\",\"level\":\"{word}\",\"category\":\""
    );

    private readonly TimestampText _timestamp = TimestampText.IsoUtc();
    private readonly ShadowedNames _shadowed = new();

    /// <inheritdoc/>
    public void Format(LogEvent logEvent, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        ArgumentNullException.ThrowIfNull(output);
        var writer = new Utf8Writer(output, UsualLine);
        writer.Write("{\"timestamp\":\""u8);
        _timestamp.Write(ref writer, logEvent.UtcTicks);
        writer.Write(Levels[LevelWords.IndexOf(logEvent.Level)]);
        writer.Write(EscapedText.Of(logEvent.Category).Quoted);
        writer.Write("\",\"message\":\""u8);
        MessageText.Write<QuotedText>(ref writer, logEvent);
        writer.Write((byte)'"');
        WriteTemplate(ref writer, logEvent);
        WriteEventId(ref writer, logEvent);
        WriteProperties(ref writer, logEvent);
        WriteScopes(ref writer, logEvent);
        WriteException(ref writer, logEvent);
        WriteOrigin(ref writer, logEvent);
        writer.Write("}\n"u8);
        writer.Commit();
    }

    private static void WriteTemplate(ref Utf8Writer writer, LogEvent logEvent)
    {
        if (logEvent.Template.HoleCount > 0)
        {
            writer.Write(",\"template\":\""u8);
            writer.Write(MessagePlan.Of(logEvent.Template).Source.Quoted);
            writer.Write((byte)'"');
        }
    }

    private static void WriteEventId(ref Utf8Writer writer, LogEvent logEvent)
    {
        var id = logEvent.EventId;
        if (id.Id != 0 || id.Name is not null)
        {
            writer.Write(",\"eventId\":{\"id\":"u8);
            JsonText.WriteNumber(ref writer, id.Id);
            JsonText.WriteOptional(ref writer, ",\"name\":\""u8, id.Name);
            writer.Write((byte)'}');
        }
    }

    private void WriteProperties(ref Utf8Writer writer, LogEvent logEvent)
    {
        var properties = logEvent.Properties;
        if (properties.IsEmpty)
        {
            return;
        }

        _shadowed.Examine(logEvent);
        var plan = MessagePlan.OfHoles(logEvent.Template);
        var separator = ",\"properties\":{"u8;
        for (var i = 0; i < properties.Length; i++)
        {
            if (!_shadowed.IsHidden(logEvent, i))
            {
                writer.Write(separator);
                separator = ","u8;
                JsonText.WriteKey(ref writer, plan.KeyOf(i, properties[i].Name), properties[i].Name);
                JsonText.WriteValue(ref writer, properties[i].Value);
            }
        }

        writer.Write((byte)'}');
    }

    private static void WriteScopes(ref Utf8Writer writer, LogEvent logEvent)
    {
        if (logEvent.Scopes.Count > 0)
        {
            writer.Write(",\"scopes\":"u8);
            JsonText.WriteStrings(ref writer, logEvent.Scopes);
        }
    }

    private static void WriteException(ref Utf8Writer writer, LogEvent logEvent)
    {
        if (logEvent.Exception is { } exception)
        {
            writer.Write(",\"exception\":{\"type\":"u8);
            JsonText.WriteString(ref writer, exception.Type);
            JsonText.WriteOptional(ref writer, ",\"message\":\""u8, exception.Message);
            JsonText.WriteOptional(ref writer, ",\"text\":\""u8, exception.Text);
            writer.Write((byte)'}');
        }
    }

    private static void WriteOrigin(ref Utf8Writer writer, LogEvent logEvent)
    {
        JsonText.WriteOptional(ref writer, ",\"traceId\":\""u8, logEvent.TraceId);
        JsonText.WriteOptional(ref writer, ",\"spanId\":\""u8, logEvent.SpanId);
        if (logEvent.ThreadId != 0)
        {
            writer.Write(",\"threadId\":"u8);
            JsonText.WriteNumber(ref writer, logEvent.ThreadId);
        }

        JsonText.WriteOptional(ref writer, ",\"threadName\":\""u8, logEvent.ThreadName);
        JsonText.WriteOptional(ref writer, ",\"session\":\""u8, logEvent.SessionId);
        writer.Write(",\"sequence\":"u8);
        JsonText.WriteNumber(ref writer, logEvent.Sequence);
    }
}
