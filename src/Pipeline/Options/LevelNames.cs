using System;
using Microsoft.Extensions.Logging;

namespace ActorLog.Options;

/// <summary>The words for levels, as .NET, Akka, Python and syslog write them.</summary>
public static class LevelNames
{
    /// <summary>The words that configurations should use, for error messages.</summary>
    internal static readonly string[] Words = ["trace", "debug", "information", "warning", "error", "critical", "none"];

    /// <summary>Reads a level. Case does not matter; <c>info</c>, <c>warn</c>, <c>fatal</c>, <c>off</c> and such are known.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out LogLevel level)
    {
        Span<char> lower = stackalloc char[16];
        text = text.Trim();
        var length = text.Length <= lower.Length ? text.ToLowerInvariant(lower) : 0;
        LogLevel? found = lower[..Math.Max(length, 0)] switch
        {
            "trace" or "trce" or "verbose" or "vrb" or "all" or "notset" => LogLevel.Trace,
            "debug" or "dbug" or "dbg" => LogLevel.Debug,
            "information" or "info" or "inf" or "notice" => LogLevel.Information,
            "warning" or "warn" or "wrn" => LogLevel.Warning,
            "error" or "err" or "fail" => LogLevel.Error,
            "critical" or "crit" or "fatal" or "ftl" or "alert" or "emerg" or "emergency" or "panic" =>
                LogLevel.Critical,
            "none" or "off" => LogLevel.None,
            _ => null,
        };
        level = found ?? LogLevel.Information;
        return found is not null;
    }
}
