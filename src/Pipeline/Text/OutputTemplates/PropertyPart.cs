using ActorLog.Events;

namespace ActorLog.Text.OutputTemplates;

/// <summary>A property by its name, the message's or a scope's; nothing when the event has none of that name.</summary>
internal sealed class PropertyPart(string name, HoleFormat format) : OutputPart
{
    public override void Write(ref Utf8Writer writer, LogEvent logEvent)
    {
        if (logEvent.TryGetProperty(name, out var value))
        {
            ValueText.Write<LineText>(ref writer, value, format);
        }
        else
        {
            ValueText.WriteAligned<LineText>(ref writer, "", format.Alignment);
        }
    }
}
