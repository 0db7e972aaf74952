using Microsoft.Extensions.Logging;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>The scales on which other systems write levels as numbers.</summary>
internal static class SeverityNumbers
{
    private const int SyslogDebug = 7;

    /// <summary>A number of any size, cut to what lies beyond all scales.</summary>
    public static long Whole(decimal number) => (long)decimal.Clamp(number, -1, 1000);

    /// <summary>Python's <c>levelno</c>: 10 debug, 20 info, 30 warning, 40 error, 50 critical, and the ranges between.</summary>
    public static LogLevel FromPython(long number) =>
        number switch
        {
            >= 50 => LogLevel.Critical,
            >= 40 => LogLevel.Error,
            >= 30 => LogLevel.Warning,
            >= 20 => LogLevel.Information,
            >= 10 => LogLevel.Debug,
            _ => LogLevel.Trace,
        };

    /// <summary>
    /// A <c>level</c> in JSON that is a number: up to 7 it is syslog's (GELF), above it is the scale of bunyan and pino
    /// (30 info, 40 warn, 50 error, 60 fatal), and from 100 on that of Monolog (100 debug, 200 info, 300 warning, 400 error).
    /// </summary>
    public static LogLevel FromJson(long number) =>
        number switch
        {
            < 0 => LogLevel.Trace,
            <= 2 => LogLevel.Critical,
            3 => LogLevel.Error,
            4 => LogLevel.Warning,
            < SyslogDebug => LogLevel.Information,
            SyslogDebug => LogLevel.Debug,
            < 20 => LogLevel.Trace,
            < 30 => LogLevel.Debug,
            < 40 => LogLevel.Information,
            < 50 => LogLevel.Warning,
            < 60 => LogLevel.Error,
            < 100 => LogLevel.Critical,
            < 200 => LogLevel.Debug,
            < 300 => LogLevel.Information,
            < 400 => LogLevel.Warning,
            < 500 => LogLevel.Error,
            _ => LogLevel.Critical,
        };
}
