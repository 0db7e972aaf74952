using System;
using ActorLog.Events;

namespace ActorLog.Capture;

/// <summary>An event with all that it is written from, none of which can change.</summary>
internal sealed class DeferredCapture<TState>(
    EventHead head,
    TState state,
    Action<LogEventWriter, TState> fill,
    int heldBytes
) : DeferredEvent(head.Level, head.UtcTicks, heldBytes)
{
    protected override LogEvent Write() => DirectCapture.Capture(head, state, fill, null);
}
