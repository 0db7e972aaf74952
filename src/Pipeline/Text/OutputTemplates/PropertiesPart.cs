using System.Collections.Generic;
using ActorLog.Events;

namespace ActorLog.Text.OutputTemplates;

/// <summary>
/// The properties that stand neither in the message template nor elsewhere in the output template: <c>{k=v, other=w}</c>, or
/// as JSON.
/// </summary>
internal sealed class PropertiesPart(IReadOnlySet<string> shownElsewhere, bool asJson) : OutputPart
{
    private readonly ShadowedNames _shadowed = new();

    public override void Write(ref Utf8Writer writer, LogEvent logEvent)
    {
        _shadowed.Examine(logEvent);
        var plan = MessagePlan.OfHoles(logEvent.Template);
        var properties = logEvent.Properties;
        var first = true;
        writer.Write((byte)'{');
        for (var i = 0; i < properties.Length; i++)
        {
            ref readonly var property = ref properties[i];
            if (
                !shownElsewhere.Contains(property.Name)
                && !plan.HasHole(property.Name)
                && !_shadowed.IsHidden(logEvent, i)
            )
            {
                WriteProperty(ref writer, property, first);
                first = false;
            }
        }

        writer.Write((byte)'}');
    }

    private void WriteProperty(ref Utf8Writer writer, in LogProperty property, bool first)
    {
        if (asJson)
        {
            writer.Write(first ? ""u8 : ","u8);
            PropertyKey.WriteJson(ref writer, property.Name);
            JsonText.WriteValue(ref writer, property.Value);
        }
        else
        {
            writer.Write(first ? ""u8 : ", "u8);
            writer.WriteText<LineText>(property.Name);
            writer.Write((byte)'=');
            ValueText.Write<LineText>(ref writer, property.Value);
        }
    }
}
