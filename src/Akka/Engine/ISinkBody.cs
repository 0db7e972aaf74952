using System;

namespace ActorLog.AkkaNet.Engine;

/// <summary>What an actor lends to a sink for the length of a turn: a worker child and a timer.</summary>
internal interface ISinkBody
{
    /// <summary>Has the worker child do this, making one if there is none.</summary>
    void Work(WorkItem item);

    /// <summary>Stops the worker child.</summary>
    void StopWorker();

    /// <summary>Sends this actor, after a while, word that the time has come.</summary>
    void WakeIn(TimeSpan delay);
}
