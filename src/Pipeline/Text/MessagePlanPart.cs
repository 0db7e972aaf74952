using System;
using ActorLog.Events;

namespace ActorLog.Text;

/// <summary>A literal or a hole of a <see cref="MessagePlan"/>.</summary>
internal readonly struct MessagePlanPart(TemplateToken token)
{
    /// <summary>The literal text, or <see langword="null"/> for a hole.</summary>
    public EscapedText? Literal { get; } = token.IsHole ? null : EscapedText.From(token.Text);

    /// <summary>The name of the hole.</summary>
    public string Name { get; } = token.Text;

    /// <summary>The place of the hole among the holes.</summary>
    public int Index { get; } = token.HoleIndex;

    /// <summary>How the hole's value is to look.</summary>
    public HoleFormat Format { get; } = new(token.Format, token.Alignment);

    /// <summary>Finds the value of the hole: the property at its place if that has its name, else any of that name.</summary>
    public bool TryFind(LogEvent logEvent, out LogValue value)
    {
        if (Index < logEvent.MessagePropertyCount)
        {
            ref readonly var property = ref logEvent.Properties[Index];
            if (string.Equals(property.Name, Name, StringComparison.OrdinalIgnoreCase))
            {
                value = property.Value;
                return true;
            }
        }

        return logEvent.TryGetProperty(Name, out value);
    }
}
