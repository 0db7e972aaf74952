using System;

namespace ActorLog.Sinks;

/// <summary>Decides whether a stream is coloured, by the conventions of NO_COLOR, FORCE_COLOR and TERM.</summary>
internal static class ColorPolicy
{
    /// <summary>Whether to colour.</summary>
    /// <param name="mode">What the options say.</param>
    /// <param name="isTerminal">Whether the stream is a terminal.</param>
    /// <param name="takeSequences">Has the terminal take escape sequences, and says whether it does. Asked only to colour it.</param>
    /// <param name="environment">Looks an environment variable up.</param>
    public static bool UseColor(
        ColorMode mode,
        bool isTerminal,
        Func<bool> takeSequences,
        Func<string, string?> environment
    )
    {
        var (wanted, forced) = Wish(mode, isTerminal, environment);
        var taken = wanted && (!isTerminal || takeSequences());
        return wanted && (taken || forced);
    }

    private static (bool Wanted, bool Forced) Wish(
        ColorMode mode,
        bool isTerminal,
        Func<string, string?> environment
    ) =>
        mode switch
        {
            ColorMode.Always => (true, true),
            ColorMode.Never => (false, false),
            _ when environment("FORCE_COLOR") is { Length: > 0 } force && force != "0" => (true, true),
            _ when environment("NO_COLOR") is { Length: > 0 } => (false, false),
            _ => (isTerminal && environment("TERM") != "dumb", false),
        };
}
