using System;
using ActorLog.Events;

namespace ActorLog.Text;

/// <summary>What is known of a message template before any event: its literals in bytes, its holes with their formats.</summary>
internal sealed class MessagePlan
{
    private readonly MessagePlanPart[] _parts;

    private MessagePlan(MessageTemplate template)
    {
        _parts = new MessagePlanPart[template.Tokens.Length];
        for (var i = 0; i < _parts.Length; i++)
        {
            _parts[i] = new MessagePlanPart(template.Tokens[i]);
        }
    }

    public ReadOnlySpan<MessagePlanPart> Parts => _parts;

    /// <summary>Whether the template shows the property of this name.</summary>
    public bool HasHole(string name)
    {
        foreach (ref readonly var part in _parts.AsSpan())
        {
            if (part.Literal is null && string.Equals(part.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The plan of a template; made once and kept at the template.</summary>
    public static MessagePlan Of(MessageTemplate template) =>
        (MessagePlan)(template.Plan ??= new MessagePlan(template));
}
