using System;

namespace ActorLog.Sinks;

/// <summary>Decides whether a stream is coloured, by the conventions of NO_COLOR, FORCE_COLOR and TERM.</summary>
internal static class ColorPolicy
{
    /// <summary>Whether to colour.</summary>
    /// <param name="mode">What the options say.</param>
    /// <param name="isTerminal">Whether the stream is a terminal.</param>
    /// <param name="environment">Looks an environment variable up.</param>
    public static bool UseColor(ColorMode mode, bool isTerminal, Func<string, string?> environment) =>
        mode switch
        {
            ColorMode.Always => true,
            ColorMode.Never => false,
            _ when environment("FORCE_COLOR") is { Length: > 0 } force && force != "0" => true,
            _ when environment("NO_COLOR") is { Length: > 0 } => false,
            _ => isTerminal && environment("TERM") != "dumb",
        };
}
