using System;
using System.Runtime.CompilerServices;
using ActorLog.Capture.Interpolation;
using ActorLog.Events;
using ActorLog.Runtime;
using ActorLog.Runtime.Intake;
using Microsoft.Extensions.Logging;

namespace ActorLog.Capture;

/// <summary>The <see cref="ILogger"/> of one category: checks the level, captures, hands over. Never throws (law 1).</summary>
internal sealed class ActorLogger : ILogger
{
    private readonly Ingress _ingress;
    private readonly LogCategory _category;
    private readonly ActorLoggerProvider _provider;
    private readonly TimeProvider _clock;
    private readonly LogLevel _minLevel;

    public ActorLogger(
        Ingress ingress,
        LogCategory category,
        LogLevel minLevel,
        ActorLoggerProvider provider,
        TimeProvider clock
    )
    {
        _ingress = ingress;
        _category = category;
        _provider = provider;
        _clock = clock;
        _minLevel = minLevel;
    }

    /// <summary>A level that is off costs one field read; only then is it asked whether the pipeline itself is calling.</summary>
    public bool IsEnabled(LogLevel logLevel) =>
        logLevel >= _minLevel && logLevel != LogLevel.None && !PipelineScope.IsInside;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _provider.Scopes.Push(state);

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        if (PipelineScope.IsCapturing)
        {
            // A ToString() that logs: taking it in would recurse without end if it logs itself.
            _ingress.Refused.Add(DropReason.Reentrant, logLevel);
            return;
        }

        var logEvent = Claimed(ref state) ?? EventPool.Rent();
        logEvent.Category = _category;
        logEvent.Level = logLevel;
        logEvent.EventId = eventId;
        PipelineScope.BeginCapture();
        try
        {
            Surroundings.Capture(logEvent, _clock);
            logEvent.Exception = exception is null ? null : ExceptionSnapshot.Of(exception);
            StateReader.Capture(logEvent, state, exception, formatter);
        }
#pragma warning disable CA1031 // Law 1: whatever the state or formatter of a caller does, Log does not throw.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            // Above all a template with more holes than there are arguments.
            logEvent.MessagePropertyCount = logEvent.Properties.Length;
            CaptureFailure.Tell(logEvent, failure);
        }

        if (_provider.IncludeScopes)
        {
            // Of all events those that could not be captured whole are to be found by the request that they belong to.
            ScopeReader.Capture(logEvent, _provider.ForEachScope);
        }

        PipelineScope.EndCapture();
        logEvent.Measure();
        if (!IsDeliveredLater(ref state, logEvent))
        {
            _ingress.Write(logEvent);
        }
    }

    /// <summary>An interpolated message brings its event along.</summary>
    private static LogEvent? Claimed<TState>(ref TState state) =>
        typeof(TState) == typeof(InterpolatedState) ? Unsafe.As<TState, InterpolatedState>(ref state).Claim() : null;

    private bool IsDeliveredLater<TState>(ref TState state, LogEvent logEvent) =>
        typeof(TState) == typeof(InterpolatedState)
        && Unsafe.As<TState, InterpolatedState>(ref state).Deliver(logEvent, _ingress);
}
