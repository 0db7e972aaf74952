using System;
using System.Buffers;
using System.Text;
using ActorLog.Events;

namespace ActorLog.Text;

/// <summary>Renders the message of an event: its template with the values in the holes.</summary>
internal static class MessageText
{
    private const int LargestKept = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _scratch;

    public static void Write<TEscape>(ref Utf8Writer writer, LogEvent logEvent)
        where TEscape : struct, ITextEscape
    {
        if (logEvent.RenderedMessage is { } message)
        {
            writer.WriteText<TEscape>(message);
        }
        else if (logEvent.Template.HoleCount == 0)
        {
            // Nothing is prepared for a text that may never come again: many callers interpolate.
            foreach (var token in logEvent.Template.Tokens)
            {
                writer.WriteText<TEscape>(token.Text);
            }
        }
        else
        {
            Render<TEscape>(ref writer, logEvent);
        }
    }

    public static void WriteHole<TEscape>(ref Utf8Writer writer, LogEvent logEvent, in MessagePlanPart hole)
        where TEscape : struct, ITextEscape
    {
        var index = hole.Find(logEvent);
        if (index >= 0)
        {
            ValueText.Write<TEscape>(ref writer, logEvent.Properties[index].Value, hole.Format);
        }
        else
        {
            WriteSource<TEscape>(ref writer, hole);
        }
    }

    public static string Of(LogEvent logEvent)
    {
        if (logEvent.RenderedMessage is { } message)
        {
            return message;
        }

        if (logEvent.Template.HoleCount == 0 && logEvent.Template.Tokens is [var only])
        {
            return only.Text;
        }

        var scratch = _scratch ??= new ArrayBufferWriter<byte>(1024);
        scratch.ResetWrittenCount();
        var writer = new Utf8Writer(scratch, 256);
        Write<RawText>(ref writer, logEvent);
        writer.Commit();
        var text = Encoding.UTF8.GetString(scratch.WrittenSpan);
        _scratch = scratch.Capacity > LargestKept ? null : scratch;
        return text;
    }

    private static void Render<TEscape>(ref Utf8Writer writer, LogEvent logEvent)
        where TEscape : struct, ITextEscape
    {
        var properties = logEvent.Properties[..logEvent.MessagePropertyCount];
        foreach (ref var part in MessagePlan.Of(logEvent.Template).Parts)
        {
            if (part.Literal is { } literal)
            {
                writer.Write(TEscape.Of(literal));
            }
            else if (part.IsPlain && part.Index < properties.Length && part.IsNamed(properties[part.Index].Name))
            {
                // As nearly always.
                ValueText.Write<TEscape>(ref writer, properties[part.Index].Value);
            }
            else
            {
                WriteHole<TEscape>(ref writer, logEvent, part);
            }
        }
    }

    // No property fits the hole: what was written in the template is shown, so that the mistake is seen.
    private static void WriteSource<TEscape>(ref Utf8Writer writer, in MessagePlanPart part)
        where TEscape : struct, ITextEscape
    {
        writer.Write((byte)'{');
        writer.WriteText<TEscape>(part.Name);
        if (part.Format.Alignment != 0)
        {
            writer.Write((byte)',');
            ValueText.Write<TEscape>(ref writer, LogValue.From(part.Format.Alignment));
        }

        if (part.Format.Format is { } format)
        {
            writer.Write((byte)':');
            writer.WriteText<TEscape>(format);
        }

        writer.Write((byte)'}');
    }
}
