using System;
using System.Runtime.CompilerServices;
using ActorLog.Capture.Interpolation;
using Microsoft.Extensions.Logging;

namespace ActorLog;

/// <summary>
/// Logging with interpolated strings: <c>logger.Info($"user {id} did {action}")</c>. The level is asked first, so when it is
/// off no argument is evaluated; when it is on, nothing is allocated for scalars and strings on the way into the pipeline.
/// </summary>
/// <remarks>
/// The names of the properties come from the arguments: <c>id</c>, and <c>order_Id</c> for <c>order.Id</c>;
/// <c>{order.Id:@OrderId}</c> names one outright, <c>{price:@Price:0.00}</c> with a format. Scalars are copied, strings kept
/// by reference, enums become their names, and anything else is rendered at the call. A string that is not interpolated is
/// logged as it is. Works with any <see cref="ILogger"/>: other providers get the template, the properties and the text.
/// Thread-safe.
/// </remarks>
public static partial class InterpolatedLogExtensions
{
    /// <summary>Logs at <see cref="LogLevel.Trace"/>.</summary>
    /// <param name="logger">The logger.</param>
    /// <param name="message">An interpolated string, or text.</param>
    /// <exception cref="ArgumentNullException">There is no logger.</exception>
    public static void Trace(
        this ILogger logger,
        [InterpolatedStringHandlerArgument(nameof(logger))] InterpolatedMessage<LogLevels.Trace> message
    ) => message.WriteTo(logger, default, null);

    /// <summary>Logs at <see cref="LogLevel.Trace"/>, with an exception.</summary>
    /// <param name="logger">The logger.</param>
    /// <param name="exception">What happened, or <see langword="null"/>.</param>
    /// <param name="message">An interpolated string, or text.</param>
    /// <exception cref="ArgumentNullException">There is no logger.</exception>
    public static void Trace(
        this ILogger logger,
        Exception? exception,
        [InterpolatedStringHandlerArgument(nameof(logger))] InterpolatedMessage<LogLevels.Trace> message
    ) => message.WriteTo(logger, default, exception);

    /// <summary>Logs at <see cref="LogLevel.Trace"/>, with an event id.</summary>
    /// <param name="logger">The logger.</param>
    /// <param name="eventId">The event id.</param>
    /// <param name="message">An interpolated string, or text.</param>
    /// <exception cref="ArgumentNullException">There is no logger.</exception>
    public static void Trace(
        this ILogger logger,
        EventId eventId,
        [InterpolatedStringHandlerArgument(nameof(logger))] InterpolatedMessage<LogLevels.Trace> message
    ) => message.WriteTo(logger, eventId, null);

    /// <summary>Logs at <see cref="LogLevel.Trace"/>, with an event id and an exception.</summary>
    /// <param name="logger">The logger.</param>
    /// <param name="eventId">The event id.</param>
    /// <param name="exception">What happened, or <see langword="null"/>.</param>
    /// <param name="message">An interpolated string, or text.</param>
    /// <exception cref="ArgumentNullException">There is no logger.</exception>
    public static void Trace(
        this ILogger logger,
        EventId eventId,
        Exception? exception,
        [InterpolatedStringHandlerArgument(nameof(logger))] InterpolatedMessage<LogLevels.Trace> message
    ) => message.WriteTo(logger, eventId, exception);
}
