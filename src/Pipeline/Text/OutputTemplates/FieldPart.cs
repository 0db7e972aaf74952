using System;
using ActorLog.Events;

namespace ActorLog.Text.OutputTemplates;

/// <summary>A plain field of the event, such as its thread or trace; nothing when it is <see langword="null"/>.</summary>
internal sealed class FieldPart(Func<LogEvent, LogValue> read, HoleFormat format) : OutputPart
{
    public override void Write(ref Utf8Writer writer, LogEvent logEvent)
    {
        var value = read(logEvent);
        if (value.Kind != LogValueKind.Null)
        {
            ValueText.Write<LineText>(ref writer, value, format);
        }
        else
        {
            ValueText.WriteAligned<LineText>(ref writer, "", format.Alignment);
        }
    }
}
