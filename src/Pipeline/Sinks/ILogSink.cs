using System;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Sinks;

/// <summary>A place where events go. The extension point for new destinations.</summary>
/// <remarks>
/// <para>One worker calls a sink, one call at a time, in the order of the events; there is no need for locks.</para>
/// <para>
/// The law of failure: answer with a <see cref="SinkResult"/> when the destination has spoken, throw when something broke.
/// A throwing sink is disposed and made anew after a backoff, then gets <em>the same batch with the same number</em>, so a
/// batch may arrive more than once (deliver at least once). An exception counts as transient unless it is a
/// <see cref="SinkException"/> that says otherwise. Never retry inside the sink: the pipeline does.
/// </para>
/// <para>
/// Honour the token: it is cancelled when the batch has taken longer than the sink's timeout, or at the end of shutdown. A
/// sink that does not come back is abandoned and its late answer ignored.
/// </para>
/// <para>Events are pooled: do not keep them after the returned task has completed.</para>
/// </remarks>
public interface ILogSink : IAsyncDisposable
{
    /// <summary>Delivers the events of a batch, in order.</summary>
    /// <param name="batch">The events, never empty.</param>
    /// <param name="cancellationToken">Cancelled at the sink's timeout.</param>
    ValueTask<SinkResult> WriteAsync(LogBatch batch, CancellationToken cancellationToken);

    /// <summary>Pushes out what the sink itself still buffers. Called for <c>FlushAsync</c> and before disposal.</summary>
    ValueTask FlushAsync(CancellationToken cancellationToken);
}
