using System;

namespace ActorLog.Runtime;

/// <summary>Runs the actors of a pipeline: a router and one actor per sink. The extension point for other actor systems.</summary>
/// <remarks>
/// <para>
/// An engine has mailboxes, turns and timers, and no opinions: what is done is decided by <see cref="RouterCore"/> and
/// <see cref="SinkCore"/>, which is why all engines behave alike. The suite <c>EngineContract</c> says whether one does.
/// </para>
/// <para>
/// Its laws: messages to one actor are handled one at a time, in the order in which one sender sent them, and none is lost
/// before <see cref="IAsyncDisposable.DisposeAsync"/>; sending waits for nothing. <see cref="Tell"/> may run the sink's actor,
/// whose turns are short and wait for nothing either, but not within a turn of its own; <see cref="WakeRouter"/> never runs
/// the router, for it is called by whoever logs. Workers run apart from the actors, so that a worker that blocks its thread
/// holds up no actor; execution contexts of callers do not flow in.
/// </para>
/// </remarks>
public interface IPipelineEngine : IAsyncDisposable
{
    /// <summary>Creates the actors. Called once, before anything is sent.</summary>
    void Start(EngineContext context);

    /// <summary>
    /// Makes the router actor call <see cref="RouterCore.Turn"/> until it returns false. Called by any thread, and only when
    /// the last turn had returned false.
    /// </summary>
    void WakeRouter();

    /// <summary>Puts a message into the mailbox of a sink's actor, which hands it to <see cref="SinkCore.Handle"/>.</summary>
    void Tell(SinkCore sink, SinkMessage message);
}
