using System;
using System.Linq;

namespace ActorLog.Host.Status;

/// <summary>The words of documents and tables for the names of the code: <c>BackingOff</c> is <c>backing-off</c>.</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum =>
        string.Concat(
                value
                    .ToString()
                    .Select((letter, index) => char.IsUpper(letter) && index > 0 ? $"-{letter}" : $"{letter}")
            )
            .ToLowerInvariant();
}
