using System.ComponentModel;
using Microsoft.Extensions.Logging;

namespace ActorLog.Capture.Interpolation;

/// <summary>The levels as types.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LogLevels
{
    /// <summary><see cref="LogLevel.Trace"/>.</summary>
    public readonly struct Trace : ILogLevel
    {
        /// <inheritdoc/>
        public static LogLevel Level => LogLevel.Trace;
    }

    /// <summary><see cref="LogLevel.Debug"/>.</summary>
    public readonly struct Debug : ILogLevel
    {
        /// <inheritdoc/>
        public static LogLevel Level => LogLevel.Debug;
    }

    /// <summary><see cref="LogLevel.Information"/>.</summary>
    public readonly struct Info : ILogLevel
    {
        /// <inheritdoc/>
        public static LogLevel Level => LogLevel.Information;
    }

    /// <summary><see cref="LogLevel.Warning"/>.</summary>
    public readonly struct Warning : ILogLevel
    {
        /// <inheritdoc/>
        public static LogLevel Level => LogLevel.Warning;
    }

    /// <summary><see cref="LogLevel.Error"/>.</summary>
    public readonly struct Error : ILogLevel
    {
        /// <inheritdoc/>
        public static LogLevel Level => LogLevel.Error;
    }

    /// <summary><see cref="LogLevel.Critical"/>.</summary>
    public readonly struct Critical : ILogLevel
    {
        /// <inheritdoc/>
        public static LogLevel Level => LogLevel.Critical;
    }
}
