using System;
using ActorLog.Events;

namespace ActorLog.Text;

/// <summary>What is known of a message template before any event: its literals in bytes, its holes with their formats.</summary>
internal sealed class MessagePlan
{
    private static readonly MessagePlan WithoutHoles = new(MessageTemplate.Empty);

    private readonly MessagePlanPart[] _parts;
    private readonly PropertyKey[] _keys;
    private readonly string _template;
    private EscapedText? _source;
    private byte[]? _hash;

    private MessagePlan(MessageTemplate template)
    {
        _template = template.Text;
        _parts = new MessagePlanPart[template.Tokens.Length];
        for (var i = 0; i < _parts.Length; i++)
        {
            _parts[i] = new MessagePlanPart(template.Tokens[i]);
            HasFormats |= _parts[i].Literal is null && _parts[i].Format.Format is not null;
        }

        _keys = Array.ConvertAll(template.Holes.ToArray(), hole => new PropertyKey(hole.Text));
        for (var i = 1; i < _keys.Length; i++)
        {
            var name = _keys[i].Name;
            HasOneNameTwice |= Array.FindIndex(_keys, 0, i, key => key.Name == name) >= 0;
        }

        HasOddName = Array.Exists(_keys, key => !IsIdentifier(key.Name));
    }

    public Span<MessagePlanPart> Parts => _parts;

    /// <summary>Whether any hole has a format.</summary>
    public bool HasFormats { get; }

    /// <summary>Whether two holes have the same name; each may have a value of its own.</summary>
    public bool HasOneNameTwice { get; }

    /// <summary>Whether a hole's name is no identifier, such as <c>User-Agent</c>: Serilog takes such a hole for text.</summary>
    public bool HasOddName { get; }

    /// <summary>The template as it was written.</summary>
    public EscapedText Source => _source ??= EscapedText.From(_template);

    /// <summary>The <see cref="TemplateHash"/>.</summary>
    public ReadOnlySpan<byte> Hash => _hash ??= TemplateHash.Of(_template);

    /// <summary>The plan of a template; made once and kept at the template.</summary>
    public static MessagePlan Of(MessageTemplate template) =>
        (MessagePlan)(template.Plan ??= new MessagePlan(template));

    /// <summary>The plan of a template's holes: nothing is prepared for a template that has none.</summary>
    public static MessagePlan OfHoles(MessageTemplate template) =>
        template.HoleCount == 0 ? WithoutHoles : Of(template);

    /// <summary>Whether the template shows the property of this name.</summary>
    public bool HasHole(string name)
    {
        foreach (var key in _keys)
        {
            if (string.Equals(key.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The key of the property at <paramref name="index"/>, if it is that of a hole; else it has to be written anew.</summary>
    public PropertyKey? KeyOf(int index, string name) =>
        index < _keys.Length && _keys[index].IsNamed(name) ? _keys[index] : null;

    private static bool IsIdentifier(string name)
    {
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c) && c != '_')
            {
                return false;
            }
        }

        return name.Length > 0;
    }
}
