using System.Threading;
using ActorLog.Events;
using ActorLog.Runtime.Durability;
using ActorLog.Runtime.Intake;

namespace ActorLog.Runtime;

/// <summary>The running counts of one sink, kept outside its actors so that they can be read whatever those are doing.</summary>
/// <param name="shares">Whose the losses are, when this is the account of the journal's own lane.</param>
/// <param name="dealt">What the router has dealt out, when it is the router that gives the sink its events.</param>
internal sealed class SinkAccount(JournalShares? shares = null, DealtEvents? dealt = null)
{
    private long _recovered;
    private long _filtered;
    private long _delivered;
    private long _deadLettered;
    private long _retries;
    private long _restarts;
    private long _inFlight;
    private long _queuedEvents;
    private long _queuedBytes;

    public DropCounts Dropped { get; } = new();

    /// <summary>Events that an earlier run had left in the journal for this sink.</summary>
    public long Recovered => Interlocked.Read(ref _recovered);

    /// <summary>Events that its route does not take.</summary>
    public long Filtered => dealt?.NotFor(this) ?? Interlocked.Read(ref _filtered);

    /// <summary>Events that the router has given it. Guarded by <see cref="DealtEvents"/>.</summary>
    public long Given { get; set; }

    public long Delivered => Interlocked.Read(ref _delivered);

    public long DeadLettered => Interlocked.Read(ref _deadLettered);

    public long Retries => Interlocked.Read(ref _retries);

    public long Restarts => Interlocked.Read(ref _restarts);

    /// <summary>Events that workers have in hand.</summary>
    public long InFlight => Interlocked.Read(ref _inFlight);

    /// <summary>Events handed to the sink's actor and not settled yet.</summary>
    public long QueuedEvents => Interlocked.Read(ref _queuedEvents);

    public long QueuedBytes => Interlocked.Read(ref _queuedBytes);

    public void AddRecovered(long count) => Interlocked.Add(ref _recovered, count);

    public void AddFiltered(long count)
    {
        if (shares is null)
        {
            Interlocked.Add(ref _filtered, count);
        }
        else
        {
            shares.AddFiltered(count);
        }
    }

    /// <summary>Counts an event that is dropped.</summary>
    public void Drop(LogEvent logEvent, DropReason reason)
    {
        if (shares is null)
        {
            Dropped.Add(reason, logEvent.Level);
        }
        else
        {
            shares.Drop(logEvent, reason);
        }
    }

    public void AddQueued(long count, long bytes)
    {
        Interlocked.Add(ref _queuedEvents, count);
        Interlocked.Add(ref _queuedBytes, bytes);
    }

    public void AddInFlight(long count) => Interlocked.Add(ref _inFlight, count);

    public void AddDelivered(long count) => Interlocked.Add(ref _delivered, count);

    public void AddDeadLettered() => Interlocked.Increment(ref _deadLettered);

    public void AddRetry() => Interlocked.Increment(ref _retries);

    public void AddRestart() => Interlocked.Increment(ref _restarts);

    /// <summary>The account at this moment. What is not settled is buffered, so the settled counts are read first.</summary>
    public SinkLedger Snapshot(Ingress ingress)
    {
        var (filtered, delivered, deadLettered) = (Filtered, Delivered, DeadLettered);
        var dropped = Dropped.Total + ingress.Evicted.Total;
        var (accepted, recovered) = (ingress.Accepted, Recovered);
        var buffered = accepted + recovered - filtered - delivered - deadLettered - dropped;
        return new SinkLedger(accepted, filtered, delivered, dropped, deadLettered, buffered) { Recovered = recovered };
    }
}
