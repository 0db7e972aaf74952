using System;
using ActorLog.Options;
using Microsoft.Extensions.Logging;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>The words for levels in the JSON of other loggers.</summary>
internal static class SeverityWords
{
    /// <summary>The level, or <see langword="null"/> when the word is none.</summary>
    public static LogLevel? Parse(string text)
    {
        if (LevelNames.TryParse(text, out var level))
        {
            return level == LogLevel.None ? null : level;
        }

        return text.Trim().ToUpperInvariant() switch
        {
            // java.util.logging, as the bridge to SLF4J reads it.
            "SEVERE" => LogLevel.Error,
            "CONFIG" => LogLevel.Information,
            "FINE" or "FINER" => LogLevel.Debug,
            "FINEST" => LogLevel.Trace,
            // zap, winston.
            "DPANIC" => LogLevel.Critical,
            "SILLY" => LogLevel.Trace,
            _ => BetweenWords(text),
        };
    }

    // Go's slog: `ERROR+4` is above ERROR and below the next word, of which there is none; `DEBUG-4` is below all words.
    private static LogLevel? BetweenWords(string text)
    {
        var sign = text.AsSpan().LastIndexOfAny('+', '-');
        return
            sign > 0
            && sign < text.Length - 1
            && !text.AsSpan(sign + 1).ContainsAnyExceptInRange('0', '9')
            && LevelNames.TryParse(text.AsSpan(0, sign), out var level)
            && level != LogLevel.None
            ? text[sign] == '-' && level == LogLevel.Debug
                ? LogLevel.Trace
                : level
            : null;
    }
}
