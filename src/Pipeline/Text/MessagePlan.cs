using System;
using System.Linq;
using ActorLog.Events;

namespace ActorLog.Text;

/// <summary>What is known of a message template before any event: its literals in bytes, its holes with their formats.</summary>
internal sealed class MessagePlan
{
    private readonly MessagePlanPart[] _parts;
    private readonly (string Name, byte[] Json)[] _keys;
    private readonly string _template;
    private EscapedText? _source;
    private byte[]? _hash;

    private MessagePlan(MessageTemplate template)
    {
        _template = template.Text;
        _parts = [.. template.Tokens.ToArray().Select(token => new MessagePlanPart(token))];
        var holes = _parts.Where(part => part.Literal is null).ToArray();
        HasFormats = holes.Any(hole => hole.Format.Format is not null);
        _keys = [.. holes.Select(hole => (hole.Name, JsonKey(hole.Name)))];
    }

    public ReadOnlySpan<MessagePlanPart> Parts => _parts;

    /// <summary>Whether any hole has a format.</summary>
    public bool HasFormats { get; }

    /// <summary>The template as it was written.</summary>
    public EscapedText Source => _source ??= EscapedText.From(_template);

    /// <summary>The <see cref="TemplateHash"/>.</summary>
    public ReadOnlySpan<byte> Hash => _hash ??= TemplateHash.Of(_template);

    /// <summary>The plan of a template; made once and kept at the template.</summary>
    public static MessagePlan Of(MessageTemplate template) =>
        (MessagePlan)(template.Plan ??= new MessagePlan(template));

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

    /// <summary>Writes the name of the property at <paramref name="index"/> as a key of JSON, with its colon.</summary>
    public void WriteKey(ref Utf8Writer writer, int index, string name)
    {
        if (index < _keys.Length && string.Equals(_keys[index].Name, name, StringComparison.Ordinal))
        {
            writer.Write(_keys[index].Json);
        }
        else
        {
            JsonText.WriteString(ref writer, name);
            writer.Write((byte)':');
        }
    }

    private static byte[] JsonKey(string name) => [(byte)'"', .. EscapedText.From(name).Quoted, .. "\":"u8];
}
