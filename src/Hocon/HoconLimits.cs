namespace ActorLog.Hocon;

/// <summary>
/// The bounds that make every text end in a value or in an error. They are far above what people write, and no
/// algorithm here recurses: they also hold on a thread with a stack of 256 KB.
/// </summary>
public static class HoconLimits
{
    /// <summary>Objects, lists and path elements within each other: 2,000.</summary>
    public const int MaxDepth = 2_000;

    /// <summary>Files that include each other in a chain: 256.</summary>
    public const int MaxIncludeDepth = 256;

    /// <summary>Files that one document includes in all, the same file counted each time: 10,000.</summary>
    public const int MaxIncludes = 10_000;

    /// <summary>Errors of one document after which reading stops: 100.</summary>
    public const int MaxErrors = 100;

    /// <summary>
    /// What substitutions may blow a document up to, in characters and values: 64 million. It stops the document of ten
    /// lines that would become gigabytes.
    /// </summary>
    public const int MaxExpansion = 64_000_000;
}
