using System.Threading;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Runtime;

/// <summary>Makes callers wait while a sink is full. Closed by the router, opened by the sink's actor.</summary>
/// <param name="queue">The sink's limits.</param>
/// <param name="account">How full the sink is.</param>
/// <param name="ingress">Where the callers are.</param>
internal sealed class SinkGate(QueueOptions queue, SinkAccount account, Ingress ingress)
{
    private readonly QueueLimits _limits = new(queue);

    // 1 while it is closed.
    private int _isClosed;

    /// <summary>Closes it when the sink is full. True when it was open.</summary>
    public bool TryCloseIfFull()
    {
        if (_isClosed == 1 || _limits.HasRoom((int)account.QueuedEvents, account.QueuedBytes, LogLevel.Information, 0))
        {
            return false;
        }

        Interlocked.Exchange(ref _isClosed, 1);
        ingress.CloseGate(queue.MaxWait);
        return true;
    }

    /// <summary>Opens it when the sink has emptied well below its limit, or will never do so.</summary>
    public void OpenIfRoomy(bool isStopped)
    {
        if (
            Volatile.Read(ref _isClosed) == 1
            && (isStopped || _limits.HasComfortableRoom((int)account.QueuedEvents, account.QueuedBytes))
            && Interlocked.CompareExchange(ref _isClosed, 0, 1) == 1
        )
        {
            ingress.OpenGate();
        }
    }
}
