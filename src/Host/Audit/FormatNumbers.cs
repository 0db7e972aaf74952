using System;

namespace ActorLog.Host.Audit;

/// <summary>Finds the numbers in lines of <c>json</c>, <c>clef</c> and <c>logfmt</c>, each known by its first bytes.</summary>
internal static class FormatNumbers
{
    /// <inheritdoc cref="LineNumbers"/>
    public static NumberedLine Read(ReadOnlySpan<byte> line) =>
        line is [(byte)'{', ..] ? JsonNumbers.Read(line) : LogfmtNumbers.Read(line);
}
