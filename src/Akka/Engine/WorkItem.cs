using System.Threading;
using System.Threading.Tasks;
using ActorLog.Runtime;
using Akka.Actor;
using Akka.Event;

namespace ActorLog.AkkaNet.Engine;

/// <summary>One piece of work on its way to a worker child. The answer goes to the sink's mailbox, whatever becomes of the actors.</summary>
/// <remarks>
/// Work that has begun is never begun again because its actor died: it ends, and its answer counts. So stopping actors makes
/// no duplicates; a worker that hangs is the delivery machine's to give up.
/// </remarks>
internal sealed class WorkItem(SinkMailbox mailbox, SinkWorker worker, SinkWork work)
    : INoSerializationVerificationNeeded,
        IDeadLetterSuppression
{
    private const int Waiting = 0;
    private const int Taken = 1;

    private int _state;
    private volatile bool _isUnderWay;

    /// <summary>Whether it has begun and not ended.</summary>
    public bool IsUnderWay => _isUnderWay;

    /// <summary>What is to be done.</summary>
    public SinkWork Work => work;

    /// <summary>Begins the work, unless it was taken back.</summary>
    public void Run()
    {
        if (TryTake())
        {
            _ = RunAsync();
        }
    }

    /// <summary>Takes the work for oneself; false when it has begun already.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting;

    private async Task RunAsync()
    {
        _isUnderWay = true;
        var answer = await worker.RunAsync(work).ConfigureAwait(false);
        _isUnderWay = false;
        mailbox.Tell(answer);
    }
}
