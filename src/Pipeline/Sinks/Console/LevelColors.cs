using System;
using Microsoft.Extensions.Logging;

namespace ActorLog.Sinks;

/// <summary>The terminal's escape sequences by level. Information has the terminal's own colour: most lines are that.</summary>
internal static class LevelColors
{
    /// <summary>Ends a colour.</summary>
    public static ReadOnlySpan<byte> Reset => "\e[0m"u8;

    /// <summary>Begins the colour of a level; empty for none.</summary>
    public static ReadOnlySpan<byte> Of(LogLevel level) =>
        level switch
        {
            LogLevel.Trace or LogLevel.Debug => "\e[90m"u8,
            LogLevel.Warning => "\e[33m"u8,
            LogLevel.Error => "\e[31m"u8,
            LogLevel.Critical => "\e[1;31m"u8,
            _ => [],
        };
}
