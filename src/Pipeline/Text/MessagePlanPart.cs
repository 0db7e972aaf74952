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

    /// <summary>
    /// The place of the hole's value among the properties: its own place if the property there has its name, else that of any
    /// property of the name, or -1.
    /// </summary>
    public int Find(LogEvent logEvent)
    {
        if (Index < logEvent.MessagePropertyCount)
        {
            // Names are nearly always spelled alike, and comparing them exactly is several times faster.
            var name = logEvent.Properties[Index].Name;
            if (string.Equals(name, Name) || string.Equals(name, Name, StringComparison.OrdinalIgnoreCase))
            {
                return Index;
            }
        }

        return logEvent.IndexOfProperty(Name);
    }
}
