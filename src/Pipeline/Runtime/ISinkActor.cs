using System;

namespace ActorLog.Runtime;

/// <summary>What a sink's actor does for its <see cref="SinkCore"/>: own a worker and a timer.</summary>
/// <remarks>
/// Called only from within <see cref="SinkCore.Handle"/>, on the actor's own turn. An implementation must not call
/// <see cref="SinkCore.Handle"/> from these methods: it sends itself a message.
/// </remarks>
public interface ISinkActor
{
    /// <summary>
    /// Have the worker do this, making one with <see cref="SinkCore.CreateWorker"/> if there is none, and send the message
    /// that <see cref="SinkWorker.RunAsync"/> returns to this actor.
    /// </summary>
    void Work(SinkWork work);

    /// <summary>Give the worker up with <see cref="SinkWorker.Abandon"/>, whatever it is doing. The next work gets a new one.</summary>
    void StopWorker();

    /// <summary>Send this actor <see cref="SinkMessage.Time"/> after a while. Replaces the wish before.</summary>
    void WakeIn(TimeSpan delay);
}
