using System.Collections.Generic;

namespace ActorLog.Hocon.Parsing;

/// <summary>A node of the tree that a text is parsed to: nothing is merged, included or looked up yet.</summary>
internal abstract class SyntaxTree(int start)
{
    public int Start { get; } = start;

    /// <summary>Set when the node is complete.</summary>
    public int Length { get; set; }
}

/// <summary>Either a value that is one already, or a tree that becomes one.</summary>
internal readonly record struct SyntaxValue(HoconValue? Scalar, SyntaxTree? Tree)
{
    public int Start => Scalar?.Start ?? Tree!.Start;

    public int Length => Scalar?.Length ?? Tree!.Length;
}

internal sealed class SyntaxObject(int start) : SyntaxTree(start)
{
    public List<SyntaxMember> Members { get; } = [];
}

internal sealed class SyntaxList(int start) : SyntaxTree(start)
{
    public List<SyntaxValue> Items { get; } = [];
}

internal sealed class SyntaxConcatenation(int start, List<SyntaxValue> parts) : SyntaxTree(start)
{
    public List<SyntaxValue> Parts { get; } = parts;
}

internal sealed class SyntaxSubstitution(int start, HoconPath path, bool isOptional, bool isList) : SyntaxTree(start)
{
    public HoconPath Path { get; } = path;

    public bool IsOptional { get; } = isOptional;

    public bool IsList { get; } = isList;
}

/// <summary>A key with where it stands.</summary>
internal readonly record struct SyntaxKey(string Name, int Start, int Length);

/// <summary>One statement of an object: a field or an include.</summary>
internal readonly record struct SyntaxMember(
    SyntaxKey Key,
    SyntaxKey[]? Path,
    SyntaxValue Value,
    bool IsAppend,
    SyntaxInclude? Include
)
{
    /// <summary>A field. Most keys are a single one, and need no array.</summary>
    public static SyntaxMember Field(SyntaxKey key, SyntaxKey[]? path, SyntaxValue value, bool isAppend) =>
        new(key, path, value, isAppend, null);

    public static SyntaxMember Of(SyntaxInclude include) => new(default, null, default, false, include);
}

internal enum IncludeKind
{
    /// <summary>A bare string: a file beside the including one, or a URL.</summary>
    Heuristic,
    File,
    Url,
    ClassPath,
}

internal sealed class SyntaxInclude(int start, int length, IncludeKind kind, string target, bool isRequired)
{
    public int Start { get; } = start;

    public int Length { get; } = length;

    public IncludeKind Kind { get; } = kind;

    public string Target { get; } = target;

    public bool IsRequired { get; } = isRequired;
}
