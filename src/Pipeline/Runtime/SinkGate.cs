using System;
using System.Threading;
using ActorLog.Runtime.Intake;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Runtime;

/// <summary>Makes callers wait while a sink is full. Closed by the router, opened by whoever empties the sink.</summary>
/// <remarks>
/// One for all lanes of a sink, for it is the sink that is full: of several gates that of a lane with nothing to do would stay
/// shut, since no event gets to it and it has no turn at which to look.
/// </remarks>
/// <param name="queue">The sink's limits.</param>
/// <param name="account">How full the sink is.</param>
/// <param name="ingress">Where the callers are.</param>
/// <param name="isStopped">Whether the sink empties no more, so that nobody shall wait for it.</param>
internal sealed class SinkGate(QueueOptions queue, SinkAccount account, Ingress ingress, Func<bool> isStopped)
{
    private readonly QueueLimits _limits = new(queue);

    // 1 while it is closed.
    private int _isClosed;

    /// <summary>Closes it when the sink is full. Called by the router alone, after it has handed events over.</summary>
    public void CloseIfFull()
    {
        if (
            _isClosed == 1
            || _limits.HasRoom((int)account.QueuedEvents, account.QueuedBytes, LogLevel.Information, 0)
            || isStopped()
        )
        {
            return;
        }

        ingress.CloseGate(queue.MaxWait);
        Interlocked.Exchange(ref _isClosed, 1);

        // The sink may have emptied, or stopped, before it could see the gate closed; then nobody else would open it.
        OpenIfRoomy();
    }

    /// <summary>Opens it when the sink has emptied well below its limit, or will never do so.</summary>
    public void OpenIfRoomy()
    {
        if (
            Volatile.Read(ref _isClosed) == 1
            && (_limits.HasComfortableRoom((int)account.QueuedEvents, account.QueuedBytes) || isStopped())
            && Interlocked.CompareExchange(ref _isClosed, 0, 1) == 1
        )
        {
            ingress.OpenGate(queue.MaxWait);
        }
    }
}
