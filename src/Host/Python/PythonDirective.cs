namespace ActorLog.Host.Python;

/// <summary>One directive of a %-format: <c>%-10.3f</c>, <c>%(name)s</c>.</summary>
internal readonly struct PythonDirective
{
    /// <summary>No precision was given.</summary>
    public const int None = -1;

    public char Type { get; init; }

    public bool Left { get; init; }

    public bool Plus { get; init; }

    public bool Space { get; init; }

    public bool Alternate { get; init; }

    public bool Zero { get; init; }

    public int Width { get; init; }

    public int Precision { get; init; }
}
