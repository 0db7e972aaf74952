using System.Collections.Generic;
using ActorLog.Events;

namespace ActorLog.Text.OutputTemplates;

/// <summary>
/// The properties that stand neither in the message template nor elsewhere in the output template: <c>{k=v, other=w}</c>.
/// </summary>
internal sealed class PropertiesPart(IReadOnlySet<string> shownElsewhere) : OutputPart
{
    public override void Write(ref Utf8Writer writer, LogEvent logEvent)
    {
        var separator = false;
        writer.Write((byte)'{');
        var properties = logEvent.Properties;
        for (var i = 0; i < properties.Length; i++)
        {
            ref readonly var property = ref properties[i];
            if (shownElsewhere.Contains(property.Name) || MessagePlan.Of(logEvent.Template).HasHole(property.Name))
            {
                continue;
            }

            if (separator)
            {
                writer.Write(", "u8);
            }

            separator = true;
            writer.WriteText<LineText>(property.Name);
            writer.Write((byte)'=');
            ValueText.Write<LineText>(ref writer, property.Value);
        }

        writer.Write((byte)'}');
    }
}
