using System;
using System.Runtime.CompilerServices;
using ActorLog.Capture.Interpolation;
using Microsoft.Extensions.Logging;

namespace ActorLog;

public static partial class InterpolatedLogExtensions
{
    /// <summary>Logs at <see cref="LogLevel.Warning"/>.</summary>
    /// <param name="logger">The logger.</param>
    /// <param name="message">An interpolated string, or text.</param>
    /// <exception cref="ArgumentNullException">There is no logger.</exception>
    public static void Warning(
        this ILogger logger,
        [InterpolatedStringHandlerArgument(nameof(logger))] InterpolatedMessage<LogLevels.Warning> message
    ) => message.WriteTo(logger, default, null);

    /// <summary>Logs at <see cref="LogLevel.Warning"/>, with an exception.</summary>
    /// <param name="logger">The logger.</param>
    /// <param name="exception">What happened, or <see langword="null"/>.</param>
    /// <param name="message">An interpolated string, or text.</param>
    /// <exception cref="ArgumentNullException">There is no logger.</exception>
    public static void Warning(
        this ILogger logger,
        Exception? exception,
        [InterpolatedStringHandlerArgument(nameof(logger))] InterpolatedMessage<LogLevels.Warning> message
    ) => message.WriteTo(logger, default, exception);

    /// <summary>Logs at <see cref="LogLevel.Warning"/>, with an event id.</summary>
    /// <param name="logger">The logger.</param>
    /// <param name="eventId">The event id.</param>
    /// <param name="message">An interpolated string, or text.</param>
    /// <exception cref="ArgumentNullException">There is no logger.</exception>
    public static void Warning(
        this ILogger logger,
        EventId eventId,
        [InterpolatedStringHandlerArgument(nameof(logger))] InterpolatedMessage<LogLevels.Warning> message
    ) => message.WriteTo(logger, eventId, null);

    /// <summary>Logs at <see cref="LogLevel.Warning"/>, with an event id and an exception.</summary>
    /// <param name="logger">The logger.</param>
    /// <param name="eventId">The event id.</param>
    /// <param name="exception">What happened, or <see langword="null"/>.</param>
    /// <param name="message">An interpolated string, or text.</param>
    /// <exception cref="ArgumentNullException">There is no logger.</exception>
    public static void Warning(
        this ILogger logger,
        EventId eventId,
        Exception? exception,
        [InterpolatedStringHandlerArgument(nameof(logger))] InterpolatedMessage<LogLevels.Warning> message
    ) => message.WriteTo(logger, eventId, exception);
}
