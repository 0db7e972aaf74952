namespace ActorLog.Hocon.Values;

/// <summary><c>${path}</c>, <c>${?path}</c>, <c>${path[]}</c></summary>
internal sealed class Substitution(
    HoconSource source,
    int start,
    int length,
    HoconPath path,
    int prefixLength,
    bool isOptional,
    bool isList
) : HoconUnresolved(source, start, length)
{
    /// <summary>The path, behind the place that the file was included at.</summary>
    public HoconPath Path { get; } = path;

    /// <summary>How many elements of the path are that place.</summary>
    public int PrefixLength { get; } = prefixLength;

    public bool IsOptional { get; } = isOptional;

    /// <summary>Whether an environment list (X_0, X_1 ...) is meant.</summary>
    public bool IsList { get; } = isList;

    /// <summary>The path as written.</summary>
    public HoconPath Written => PrefixLength == 0 ? Path : Path.From(PrefixLength);
}
