using System.Collections.Generic;
using ActorLog.Hocon.Parsing;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon.Resolving;

/// <summary>A container whose statements or items are being merged.</summary>
/// <param name="Source">The text that the statements stand in.</param>
/// <param name="Prefix">Where that text was included: its substitutions are looked up there first.</param>
internal sealed record MergeFrame(HoconSource Source, string[] Prefix)
{
    public List<SyntaxMember>? Members { get; init; }

    public ObjectBuilder? Target { get; init; }

    public List<SyntaxValue>? Values { get; init; }

    public SequenceBuilder? Sequence { get; init; }

    public int Next { get; set; }

    public int Depth { get; init; }

    /// <summary>Within a list there is no path to look substitutions of an included file up at.</summary>
    public bool IsInList { get; init; }

    /// <summary>The container around this one within the same text.</summary>
    private MergeFrame? Outer { get; init; }

    /// <summary>The keys from the outer container to this one.</summary>
    private SyntaxKey[]? Path { get; init; }

    /// <summary>The key to this container, when it is a single one.</summary>
    private string? Key { get; init; }

    public MergeFrame Below(SyntaxMember member, int depth) =>
        new(Source, Prefix)
        {
            Depth = depth,
            IsInList = IsInList,
            Outer = this,
            Path = member.Path,
            Key = member.Key.Name,
        };

    /// <summary>A container that is an item or a part: the same place, one deeper.</summary>
    public MergeFrame Inside() =>
        new(Source, Prefix)
        {
            Depth = Depth,
            IsInList = IsInList,
            Outer = this,
        };

    /// <summary>The path from the root of the whole document to this container.</summary>
    public string[] Position()
    {
        var keys = new List<string>();
        for (var frame = this; frame is not null; frame = frame.Outer)
        {
            if (frame.Path is { } path)
            {
                for (var i = path.Length - 1; i >= 0; i--)
                {
                    keys.Add(path[i].Name);
                }
            }
            else if (frame.Key is { } key)
            {
                keys.Add(key);
            }
        }

        keys.Reverse();
        return [.. Prefix, .. keys];
    }
}
