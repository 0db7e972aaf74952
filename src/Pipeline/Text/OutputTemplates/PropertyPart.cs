using ActorLog.Events;

namespace ActorLog.Text.OutputTemplates;

/// <summary>A property by its name, the message's or a scope's; nothing when the event has none of that name.</summary>
internal sealed class PropertyPart(string name, HoleFormat format) : OutputPart
{
    public override void Write(ref Utf8Writer writer, LogEvent logEvent)
    {
        var index = logEvent.IndexOfProperty(name);
        if (index >= 0)
        {
            ValueText.Write<LineText>(ref writer, logEvent.Properties[index].Value, format);
        }
        else
        {
            ValueText.WriteAligned<LineText>(ref writer, "", format.Alignment);
        }
    }
}
