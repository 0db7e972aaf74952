using System;
using System.Buffers;
using ActorLog.Events;

namespace ActorLog.Text;

/// <summary>Writes the compact log event format (CLEF) of Serilog and Seq: one JSON object a line.</summary>
internal sealed class ClefFormatter : ILogFormatter
{
    private const int UsualLine = 1024;

    private static readonly byte[][] Levels = LevelWords.Encode(
        LevelWords.Serilog,
        word => word == "Information" ? "" : $",\"@l\":\"{word}\""
    );

    private readonly TimestampText _timestamp = TimestampText.IsoUtc();
    private readonly ShadowedNames _shadowed = new();

    /// <inheritdoc/>
    public void Format(LogEvent logEvent, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        ArgumentNullException.ThrowIfNull(output);
        var plan = MessagePlan.Of(logEvent.Template);
        var writer = new Utf8Writer(output, UsualLine);
        writer.Write("{\"@t\":\""u8);
        _timestamp.Write(ref writer, logEvent.UtcTicks);
        WriteMessage(ref writer, logEvent, plan);
        writer.Write(Levels[LevelWords.IndexOf(logEvent.Level)]);
        JsonText.WriteOptional(ref writer, ",\"@x\":\""u8, logEvent.Exception?.Text);
        WriteEventType(ref writer, logEvent, plan);
        JsonText.WriteOptional(ref writer, ",\"@tr\":\""u8, logEvent.TraceId);
        JsonText.WriteOptional(ref writer, ",\"@sp\":\""u8, logEvent.SpanId);
        var taken = WriteProperties(ref writer, logEvent, plan);
        WriteOwn(ref writer, logEvent, taken);
        writer.Write("}\n"u8);
        writer.Commit();
    }

    private static void WriteMessage(ref Utf8Writer writer, LogEvent logEvent, MessagePlan plan)
    {
        if (logEvent.RenderedMessage is { } message)
        {
            writer.Write("\",\"@m\":\""u8);
            writer.WriteText<QuotedText>(message);
            if (logEvent.Template.HoleCount == 0)
            {
                writer.Write((byte)'"');
                return;
            }
        }
        else if (plan.HasOneNameTwice || plan.HasOddName)
        {
            // Of two properties of one name readers get the first: they would show it in both holes. What is no hole to them
            // they would show as it stands in the template.
            writer.Write("\",\"@m\":\""u8);
            MessageText.Write<QuotedText>(ref writer, logEvent);
        }

        writer.Write("\",\"@mt\":\""u8);
        writer.Write(plan.Source.Quoted);
        writer.Write((byte)'"');

        // Readers count the holes: where they see fewer of them, they would show the rendering of one hole in another.
        if (plan.HasFormats && !plan.HasOddName)
        {
            WriteRenderings(ref writer, logEvent, plan);
        }
    }

    // Readers cannot apply .NET's formats, so what they would give is sent along.
    private static void WriteRenderings(ref Utf8Writer writer, LogEvent logEvent, MessagePlan plan)
    {
        var separator = ",\"@r\":[\""u8;
        foreach (ref readonly var part in plan.Parts)
        {
            if (part.Literal is null && part.Format.Format is not null)
            {
                writer.Write(separator);
                separator = ",\""u8;
                MessageText.WriteHole<QuotedText>(ref writer, logEvent, part);
                writer.Write((byte)'"');
            }
        }

        writer.Write((byte)']');
    }

    private static void WriteEventType(ref Utf8Writer writer, LogEvent logEvent, MessagePlan plan)
    {
        if (logEvent.EventId.Id != 0)
        {
            writer.Write(",\"@i\":"u8);
            JsonText.WriteNumber(ref writer, logEvent.EventId.Id);
        }
        else if (logEvent.Template.Text.Length > 0)
        {
            writer.Write(",\"@i\":\""u8);
            writer.Write(plan.Hash);
            writer.Write((byte)'"');
        }
    }

    private OwnNames WriteProperties(ref Utf8Writer writer, LogEvent logEvent, MessagePlan plan)
    {
        _shadowed.Examine(logEvent);
        var taken = OwnNames.None;
        var properties = logEvent.Properties;
        for (var i = 0; i < properties.Length; i++)
        {
            ref readonly var property = ref properties[i];
            if (_shadowed.IsHidden(logEvent, i))
            {
                continue;
            }

            taken |= OwnName(property.Name);
            writer.Write((byte)',');
            if (property.Name is ['@', ..])
            {
                writer.Write("\"@"u8);
                writer.WriteText<QuotedText>(property.Name);
                writer.Write("\":"u8);
            }
            else
            {
                JsonText.WriteKey(ref writer, plan.KeyOf(i, property.Name), property.Name);
            }

            JsonText.WriteValue(ref writer, property.Value);
        }

        return taken;
    }

    // What the user calls by one of these names is the user's: ours is left out then.
    private static void WriteOwn(ref Utf8Writer writer, LogEvent logEvent, OwnNames taken)
    {
        if ((taken & OwnNames.SourceContext) == 0 && logEvent.Category.Name.Length > 0)
        {
            writer.Write(",\"SourceContext\":\""u8);
            writer.Write(EscapedText.Of(logEvent.Category).Quoted);
            writer.Write((byte)'"');
        }

        if ((taken & OwnNames.EventId) == 0 && (logEvent.EventId.Id != 0 || logEvent.EventId.Name is not null))
        {
            WriteEventId(ref writer, logEvent);
        }

        if ((taken & OwnNames.Scope) == 0 && logEvent.Scopes.Count > 0)
        {
            writer.Write(",\"Scope\":"u8);
            JsonText.WriteStrings(ref writer, logEvent.Scopes);
        }

        WriteOrigin(ref writer, logEvent, taken);
    }

    private static void WriteOrigin(ref Utf8Writer writer, LogEvent logEvent, OwnNames taken)
    {
        if ((taken & OwnNames.ThreadId) == 0 && logEvent.ThreadId != 0)
        {
            writer.Write(",\"ThreadId\":"u8);
            JsonText.WriteNumber(ref writer, logEvent.ThreadId);
        }

        if ((taken & OwnNames.ThreadName) == 0)
        {
            JsonText.WriteOptional(ref writer, ",\"ThreadName\":\""u8, logEvent.ThreadName);
        }

        if ((taken & OwnNames.SessionId) == 0)
        {
            JsonText.WriteOptional(ref writer, ",\"SessionId\":\""u8, logEvent.SessionId);
        }

        if ((taken & OwnNames.Sequence) == 0)
        {
            writer.Write(",\"Sequence\":"u8);
            JsonText.WriteNumber(ref writer, logEvent.Sequence);
        }
    }

    private static void WriteEventId(ref Utf8Writer writer, LogEvent logEvent)
    {
        writer.Write(",\"EventId\":{\"Id\":"u8);
        JsonText.WriteNumber(ref writer, logEvent.EventId.Id);
        JsonText.WriteOptional(ref writer, ",\"Name\":\""u8, logEvent.EventId.Name);
        writer.Write((byte)'}');
    }

    private static OwnNames OwnName(string name) =>
        name switch
        {
            "SourceContext" => OwnNames.SourceContext,
            "EventId" => OwnNames.EventId,
            "Scope" => OwnNames.Scope,
            "ThreadId" => OwnNames.ThreadId,
            "ThreadName" => OwnNames.ThreadName,
            "SessionId" => OwnNames.SessionId,
            "Sequence" => OwnNames.Sequence,
            _ => OwnNames.None,
        };

    /// <summary>The properties that this format adds of its own.</summary>
    [Flags]
    private enum OwnNames
    {
        None = 0,
        SourceContext = 1,
        EventId = 2,
        Scope = 4,
        ThreadId = 8,
        ThreadName = 16,
        SessionId = 32,
        Sequence = 64,
    }
}
