using System;
using System.Buffers;
using System.Collections.Generic;
using ActorLog.Events;
using Microsoft.Extensions.Logging;

namespace ActorLog.Journal.Payload;

/// <summary>Writes an event as bytes, to the letter. <see cref="EventDecoder"/> reads them; docs/journal-format.md describes them.</summary>
internal static class EventEncoder
{
    /// <summary>Appends the event. Allocates nothing but what the output needs to grow.</summary>
    public static void Encode(LogEvent logEvent, IBufferWriter<byte> output)
    {
        var parts = PartsOf(logEvent);
        var writer = new PayloadWriter(output);
        writer.WriteByte(PayloadVersion.Event);
        writer.WriteNumber((ulong)parts);
        writer.WriteWord((ulong)logEvent.UtcTicks);
        writer.WriteByte((byte)Math.Clamp((int)logEvent.Level, 0, (int)LogLevel.None));
        writer.WriteText(logEvent.SessionId);
        writer.WriteNumber((ulong)logEvent.Sequence);
        writer.WriteText(logEvent.Category.Name);
        writer.WriteSigned(logEvent.ThreadId);
        WriteMessage(ref writer, logEvent, parts);
        if ((parts & (EventParts.Properties | EventParts.ScopeProperties)) != 0)
        {
            WriteProperties(ref writer, logEvent, parts);
        }

        if (parts >= EventParts.Scopes)
        {
            WriteSurroundings(ref writer, logEvent, parts);
        }

        writer.Commit();
    }

    private static EventParts PartsOf(LogEvent logEvent)
    {
        var parts = EventParts.None;
        parts |= logEvent.Template.Text.Length > 0 ? EventParts.Template : 0;
        parts |= logEvent.RenderedMessage is not null ? EventParts.RenderedMessage : 0;
        parts |= logEvent.EventId.Id != 0 ? EventParts.EventId : 0;
        parts |= logEvent.EventId.Name is not null ? EventParts.EventName : 0;
        parts |= logEvent.MessagePropertyCount > 0 ? EventParts.Properties : 0;
        parts |= logEvent.MessagePropertyCount < logEvent.Properties.Length ? EventParts.ScopeProperties : 0;

        // Nearly always the empty array; asking it through its interface takes longer than all the rest.
        var hasScopes = !ReferenceEquals(logEvent.Scopes, Array.Empty<string>()) && logEvent.Scopes.Count > 0;
        parts |= hasScopes ? EventParts.Scopes : 0;
        parts |= logEvent.Exception is not null ? EventParts.Exception : 0;
        parts |= logEvent.ThreadName is not null ? EventParts.ThreadName : 0;
        parts |= logEvent.TraceId is not null ? EventParts.TraceId : 0;
        parts |= logEvent.SpanId is not null ? EventParts.SpanId : 0;
        parts |= logEvent.Origin is not null ? EventParts.Origin : 0;
        return parts;
    }

    private static void WriteMessage(ref PayloadWriter writer, LogEvent logEvent, EventParts parts)
    {
        if ((parts & EventParts.Template) != 0)
        {
            writer.WriteText(logEvent.Template.Text);
        }

        if ((parts & EventParts.RenderedMessage) != 0)
        {
            writer.WriteText(logEvent.RenderedMessage);
        }

        if ((parts & EventParts.EventId) != 0)
        {
            writer.WriteSigned(logEvent.EventId.Id);
        }

        if ((parts & EventParts.EventName) != 0)
        {
            writer.WriteText(logEvent.EventId.Name);
        }
    }

    private static void WriteProperties(ref PayloadWriter writer, LogEvent logEvent, EventParts parts)
    {
        var all = logEvent.Properties;
        if ((parts & EventParts.Properties) != 0)
        {
            Write(ref writer, all[..logEvent.MessagePropertyCount]);
        }

        if ((parts & EventParts.ScopeProperties) != 0)
        {
            Write(ref writer, all[logEvent.MessagePropertyCount..]);
        }
    }

    private static void Write(ref PayloadWriter writer, ReadOnlySpan<LogProperty> properties)
    {
        writer.WriteNumber((ulong)properties.Length);
        foreach (ref readonly var property in properties)
        {
            writer.WriteProperty(property);
        }
    }

    private static void WriteSurroundings(ref PayloadWriter writer, LogEvent logEvent, EventParts parts)
    {
        if ((parts & EventParts.Scopes) != 0)
        {
            Write(ref writer, logEvent.Scopes);
        }

        if (logEvent.Exception is { } exception)
        {
            writer.WriteText(exception.Type);
            writer.WriteText(exception.Message);
            writer.WriteText(exception.Text);
        }

        if (logEvent.ThreadName is { } threadName)
        {
            writer.WriteText(threadName);
        }

        if (logEvent.TraceId is { } traceId)
        {
            writer.WriteText(traceId);
        }

        if (logEvent.SpanId is { } spanId)
        {
            writer.WriteText(spanId);
        }

        if (logEvent.Origin is { } origin)
        {
            writer.WriteText(origin.SessionId);
            writer.WriteNumber((ulong)origin.Sequence);
        }
    }

    private static void Write(ref PayloadWriter writer, IReadOnlyList<string> scopes)
    {
        writer.WriteNumber((ulong)scopes.Count);
        for (var i = 0; i < scopes.Count; i++)
        {
            writer.WriteText(scopes[i]);
        }
    }
}
