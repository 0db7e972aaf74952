using System;
using ActorLog.Events;

namespace ActorLog.Text;

/// <summary>A literal or a hole of a <see cref="MessagePlan"/>.</summary>
internal struct MessagePlanPart(TemplateToken token)
{
    private KnownName _name = new(token.Text);

    /// <summary>The literal text, or <see langword="null"/> for a hole.</summary>
    public readonly EscapedText? Literal { get; } = token.IsHole ? null : EscapedText.From(token.Text);

    /// <summary>The name of the hole.</summary>
    public readonly string Name => _name.Text;

    /// <summary>The place of the hole among the holes.</summary>
    public readonly int Index { get; } = token.HoleIndex;

    /// <summary>How the hole's value is to look.</summary>
    public readonly HoleFormat Format { get; } = new(token.Format, token.Alignment);

    /// <summary>Whether the value is written as it is, without format and alignment.</summary>
    public readonly bool IsPlain { get; } = token is { Format: null, Alignment: 0 };

    /// <summary>Whether a property of this name is the hole's.</summary>
    public bool IsNamed(string name) => _name.Is(name);

    /// <summary>
    /// The place of the hole's value among the properties: its own place if the property there has its name, else that of any
    /// property of the name, or -1.
    /// </summary>
    public readonly int Find(LogEvent logEvent)
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
