using System;
using System.Diagnostics.CodeAnalysis;
using ActorLog.Events;
using ActorLog.Runtime;
using Microsoft.Extensions.Logging;

namespace ActorLog.Journal.Payload;

/// <summary>Reads events from the bytes that <see cref="EventEncoder"/> wrote. For one thread at a time.</summary>
/// <remarks>
/// No bytes make it throw, and what they make it allocate is in proportion to their length. Texts that come again (sessions,
/// categories, templates, names, ids) are the same objects each time, so that only texts as values are allocated.
/// </remarks>
internal sealed class EventDecoder(LogCategories categories)
{
    private const int LeastProperty = 2;
    private const int LeastText = 1;

    private readonly ByteKeyed<LogCategory> _categories = new(categories.Get);
    private readonly ByteKeyed<MessageTemplate> _templates = new(MessageTemplate.Get);
    private readonly ByteKeyed<string> _names = new(static text => text);

    // Apart from the names, which a stream of ids would drive out.
    private readonly ByteKeyed<string> _ids = new(static text => text);

    /// <summary>Reads an event: one of the pool's, owned by the caller alone and measured.</summary>
    /// <param name="payload">All bytes of the event.</param>
    /// <param name="logEvent">The event; <see langword="null"/> when the bytes are none.</param>
    /// <param name="fault">What is wrong with the bytes.</param>
    public bool TryDecode(
        ReadOnlySpan<byte> payload,
        [NotNullWhen(true)] out LogEvent? logEvent,
        out PayloadFault fault
    )
    {
        var reader = new PayloadReader(payload);
        if (reader.ReadByte() != PayloadVersion.Event)
        {
            reader.Fail(PayloadFault.UnknownVersion);
        }

        logEvent = EventPool.Rent();
        Read(ref reader, logEvent);
        reader.End();
        fault = reader.Fault;
        if (fault == PayloadFault.None)
        {
            logEvent.Measure();
            logEvent.Share(1);
            return true;
        }

        EventPool.Return(logEvent);
        logEvent = null;
        return false;
    }

    private void Read(ref PayloadReader reader, LogEvent logEvent)
    {
        var parts = (EventParts)reader.ReadNumber((ulong)EventParts.All);
        logEvent.UtcTicks = reader.ReadTicks();
        logEvent.Level = (LogLevel)reader.ReadNumber((ulong)LogLevel.None);
        logEvent.SessionId = Known(ref reader, _ids) ?? "";
        logEvent.Sequence = (long)reader.ReadNumber();
        logEvent.Category = Known(ref reader, _categories) ?? logEvent.Category;
        logEvent.ThreadId = reader.ReadInt32();
        ReadMessage(ref reader, logEvent, parts);
        if ((parts & EventParts.Properties) != 0)
        {
            ReadProperties(ref reader, logEvent);
            logEvent.MessagePropertyCount = logEvent.Properties.Length;
        }

        if ((parts & EventParts.ScopeProperties) != 0)
        {
            ReadProperties(ref reader, logEvent);
        }

        if (parts >= EventParts.Scopes)
        {
            ReadSurroundings(ref reader, logEvent, parts);
        }
    }

    private void ReadMessage(ref PayloadReader reader, LogEvent logEvent, EventParts parts)
    {
        if ((parts & EventParts.Template) != 0)
        {
            logEvent.Template = Known(ref reader, _templates) ?? MessageTemplate.Empty;
        }

        if ((parts & EventParts.RenderedMessage) != 0)
        {
            logEvent.RenderedMessage = reader.ReadText();
        }

        var id = (parts & EventParts.EventId) != 0 ? reader.ReadInt32() : 0;
        var name = (parts & EventParts.EventName) != 0 ? Known(ref reader, _names) : null;
        logEvent.EventId = new EventId(id, name);
    }

    private void ReadProperties(ref PayloadReader reader, LogEvent logEvent)
    {
        var count = reader.ReadCount(LeastProperty);
        for (var i = 0; i < count && reader.IsSound; i++)
        {
            var name = Known(ref reader, _names) ?? "";
            logEvent.Add(name, reader.ReadValue());
        }
    }

    private void ReadSurroundings(ref PayloadReader reader, LogEvent logEvent, EventParts parts)
    {
        if ((parts & EventParts.Scopes) != 0)
        {
            logEvent.Scopes = ReadScopes(ref reader);
        }

        if ((parts & EventParts.Exception) != 0)
        {
            var type = Known(ref reader, _names) ?? "";
            logEvent.Exception = new ExceptionSnapshot(type, reader.ReadText(), reader.ReadText());
        }

        if ((parts & EventParts.ThreadName) != 0)
        {
            logEvent.ThreadName = Known(ref reader, _names);
        }

        if ((parts & EventParts.TraceId) != 0)
        {
            logEvent.TraceId = Known(ref reader, _ids);
        }

        if ((parts & EventParts.SpanId) != 0)
        {
            logEvent.SpanId = Known(ref reader, _ids);
        }

        if ((parts & EventParts.Origin) != 0)
        {
            var session = Known(ref reader, _ids) ?? "";
            logEvent.Origin = new EventOrigin(session, (long)reader.ReadNumber());
        }
    }

    private static string[] ReadScopes(ref PayloadReader reader)
    {
        var scopes = new string[reader.ReadCount(LeastText)];
        for (var i = 0; i < scopes.Length && reader.IsSound; i++)
        {
            scopes[i] = reader.ReadText();
        }

        return reader.IsSound ? scopes : [];
    }

    private static T? Known<T>(ref PayloadReader reader, ByteKeyed<T> known)
        where T : class
    {
        var bytes = reader.ReadBytes();
        if (!reader.IsSound)
        {
            return null;
        }

        var value = known.Get(bytes);
        if (value is null)
        {
            reader.Fail(PayloadFault.NotText);
        }

        return value;
    }
}
