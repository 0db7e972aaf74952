using System;
using ActorLog.Sinks;

namespace ActorLog.Runtime;

/// <summary>How one sink is doing, at one moment.</summary>
public sealed record SinkStatus
{
    private const double NearlyFull = 0.8;

    /// <summary>The sink's name in the configuration.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of sink: <c>console</c>, <c>file</c>, <c>http</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What it is doing.</summary>
    public required SinkState State { get; init; }

    /// <summary>Failed attempts since the last success.</summary>
    public int FailuresInARow { get; init; }

    /// <summary>When the next attempt is due, or <see langword="null"/> when nothing holds it up.</summary>
    public DateTimeOffset? NextAttempt { get; init; }

    /// <summary>The last failure, overcome or not, or <see langword="null"/>.</summary>
    public SinkFailure? LastFailure { get; init; }

    /// <summary>When the last failure happened.</summary>
    public DateTimeOffset? LastFailureAt { get; init; }

    /// <summary>Deliveries that were tried again.</summary>
    public long Retries { get; init; }

    /// <summary>How many workers broke and were made anew.</summary>
    public long WorkerRestarts { get; init; }

    /// <summary>What the sink has dropped, by reason and level. Live: it goes on counting.</summary>
    public required DropCounts Drops { get; init; }

    /// <summary>Events that the sink's worker has in hand.</summary>
    public long InFlightEvents { get; init; }

    /// <summary>Events that wait or are in flight at the sink.</summary>
    public long QueuedEvents { get; init; }

    /// <summary>The most events that may wait at the sink.</summary>
    public int QueueCapacity { get; init; }

    /// <summary>The memory that the waiting events hold: an estimate.</summary>
    public long QueuedBytes { get; init; }

    /// <summary>The most memory that waiting events may hold at the sink.</summary>
    public long QueueCapacityBytes { get; init; }

    /// <summary>Whether the queue is at more than 80 % of either limit. That of a durable sink never counts: the journal waits.</summary>
    public bool IsNearlyFull =>
        !IsDurable && (QueuedEvents > QueueCapacity * NearlyFull || QueuedBytes > QueueCapacityBytes * NearlyFull);

    /// <summary>Whether the sink is fed from the journal.</summary>
    public bool IsDurable { get; init; }

    /// <summary>The sink's account.</summary>
    public required SinkLedger Ledger { get; init; }
}
