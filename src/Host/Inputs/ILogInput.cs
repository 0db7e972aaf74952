using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Host.Inputs;

/// <summary>A way for events to come into the host. The extension point for new sources.</summary>
/// <remarks>
/// <para>
/// The law of back-pressure: when the pipeline is full, an input makes its senders wait or tells them to come again (HTTP
/// answers 503 with Retry-After, streams are not read on). It never drops an event, and it never says that it has one which
/// the pipeline has not accepted.
/// </para>
/// <para>
/// What a sender got wrong is told to the sender, and is no failure of the input. An input that cannot start throws an
/// <see cref="InputException"/> that says what to do.
/// </para>
/// </remarks>
public interface ILogInput : IAsyncDisposable
{
    /// <summary>What is read where, one line each, for the banner. Known when the input has started.</summary>
    IReadOnlyList<string> Description { get; }

    /// <summary>
    /// Ends when the input has no more events and will have none: at the end of a stream. Never for a listener.
    /// </summary>
    Task Completion { get; }

    /// <summary>Starts to take events in, and returns when senders can reach it.</summary>
    /// <exception cref="InputException">It cannot start.</exception>
    Task StartAsync(IEventIntake intake, CancellationToken cancellationToken);

    /// <summary>Takes no more events in. Returns when those that were taken are with the pipeline.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
