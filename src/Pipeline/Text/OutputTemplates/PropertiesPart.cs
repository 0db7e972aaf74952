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
        var plan = MessagePlan.Of(logEvent.Template);
        var properties = logEvent.Properties;
        var first = true;
        writer.Write((byte)'{');
        for (var i = 0; i < properties.Length; i++)
        {
            var name = properties[i].Name;
            if (shownElsewhere.Contains(name) || plan.HasHole(name) || _shadowed.IsHidden(logEvent, i))
            {
                continue;
            }

            if (asJson)
            {
                writer.Write(first ? ""u8 : ","u8);
                JsonText.WriteString(ref writer, name);
                writer.Write((byte)':');
                JsonText.WriteValue(ref writer, properties[i].Value);
            }
            else
            {
                writer.Write(first ? ""u8 : ", "u8);
                writer.WriteText<LineText>(name);
                writer.Write((byte)'=');
                ValueText.Write<LineText>(ref writer, properties[i].Value);
            }

            first = false;
        }

        writer.Write((byte)'}');
    }
}
