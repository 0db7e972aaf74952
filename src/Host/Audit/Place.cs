using System.Globalization;

namespace ActorLog.Host.Audit;

/// <summary>A line of a file.</summary>
/// <param name="File">The file, or <c>-</c>.</param>
/// <param name="Line">The line, from 1.</param>
internal readonly record struct Place(string File, long Line)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}");
}
