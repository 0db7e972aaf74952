using System;
using ActorLog.Events;
using ActorLog.Routing;
using ActorLog.Runtime;
using ActorLog.Runtime.Intake;
using Microsoft.Extensions.Logging;

namespace ActorLog.Capture;

/// <summary>The door of bridges: has their events written at the call, or by the router a moment later. Thread-safe; never throws.</summary>
/// <remarks>
/// A caller who writes an event of his own pays for memory that comes from the sinks' core; one who hands over what it is
/// written from pays for one small object. But all callers share one router: when more waits than it soon gets to, each
/// writes his own events again, and what a flood costs is spread over those who make it.
/// </remarks>
internal sealed class BridgeWriter(Router router, Ingress ingress, PipelineTime time, ActorLoggerProvider provider)
{
    /// <summary>Has an event written now.</summary>
    public void Write<TState>(
        LogLevel level,
        LogCategory category,
        TState state,
        Action<LogEventWriter, TState> fill,
        long utcTicks
    )
        where TState : allows ref struct
    {
        if (Takes(level, category))
        {
            Write(HeadOf(level, category, utcTicks), state, fill);
        }
    }

    /// <summary>Has an event written now or later, whatever costs less.</summary>
    public void WriteDeferred<TState>(
        LogLevel level,
        LogCategory category,
        TState state,
        Action<LogEventWriter, TState> fill,
        int heldBytes,
        long utcTicks
    )
    {
        if (!Takes(level, category))
        {
            return;
        }

        // Scopes may hold anything, and the caller is soon out of them.
        var head = HeadOf(level, category, utcTicks);
        var mayWait = ingress.IsCalm && !(provider.IncludeScopes && provider.HasScopes);
        if (!mayWait || !ingress.TryWrite(new DeferredCapture<TState>(head, state, fill, heldBytes)))
        {
            Write(head, state, fill);
        }
    }

    private void Write<TState>(in EventHead head, TState state, Action<LogEventWriter, TState> fill)
        where TState : allows ref struct =>
        ingress.Write(DirectCapture.Capture(head, state, fill, provider.IncludeScopes ? provider.ForEachScope : null));

    private bool Takes(LogLevel level, LogCategory category) =>
        level >= router.MinLevel(category) && level != LogLevel.None && PipelineScope.MayCapture(level, ingress);

    private EventHead HeadOf(LogLevel level, LogCategory category, long utcTicks) =>
        EventHead.Of(category, level, utcTicks == 0 || !time.IsSystem ? time.Clock.GetUtcNow().UtcTicks : utcTicks);
}
