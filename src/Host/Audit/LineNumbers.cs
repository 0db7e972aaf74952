using System;

namespace ActorLog.Host.Audit;

/// <summary>Finds the numbers in a line. Never throws.</summary>
/// <param name="line">The line without its end.</param>
/// <returns>The numbers, or the default when there are none.</returns>
internal delegate NumberedLine LineNumbers(ReadOnlySpan<byte> line);
