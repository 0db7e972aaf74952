using System;
using System.Collections.Generic;
using ActorLog.Runtime;

namespace ActorLog.Host.Status;

/// <summary>How one sink of a running host is doing.</summary>
internal sealed record HostSinkStatus
{
    /// <summary>Its name in the configuration.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of sink.</summary>
    public required string Type { get; init; }

    /// <summary><c>running</c>, <c>backing-off</c>, <c>open</c>, <c>refused</c>, <c>paused</c>, <c>draining</c>, <c>stopped</c>.</summary>
    public required string State { get; init; }

    /// <summary>Whether the journal feeds it.</summary>
    public bool Durable { get; init; }

    /// <summary>The account.</summary>
    public required SinkLedger Ledger { get; init; }

    /// <summary>Its queue.</summary>
    public required SinkQueueStatus Queue { get; init; }

    /// <summary>What it dropped, by reason and level.</summary>
    public required IReadOnlyList<DropStatus> Drops { get; init; }

    /// <summary>Deliveries that were tried again.</summary>
    public required long Retries { get; init; }

    /// <summary>Workers that broke and were made anew.</summary>
    public required long WorkerRestarts { get; init; }

    /// <summary>Attempts that failed since the last success.</summary>
    public required int FailuresInARow { get; init; }

    /// <summary>When it is tried next, or <see langword="null"/> when nothing holds it up.</summary>
    public DateTimeOffset? NextTry { get; init; }

    /// <summary>The last failure, overcome or not, or <see langword="null"/>.</summary>
    public FailureStatus? LastFailure { get; init; }

    /// <summary>What the pipeline says of a sink.</summary>
    public static HostSinkStatus Of(SinkStatus sink) =>
        new()
        {
            Name = sink.Name,
            Type = sink.Type,
            State = Words.Of(sink.State),
            Durable = sink.IsDurable,
            Ledger = sink.Ledger,
            Queue = new SinkQueueStatus(
                sink.QueuedEvents,
                sink.QueueCapacity,
                sink.QueuedBytes,
                sink.InFlightEvents,
                sink.QueueCapacityBytes,
                sink.IsNearlyFull
            ),
            Drops = DropStatus.Of(sink.Drops),
            Retries = sink.Retries,
            WorkerRestarts = sink.WorkerRestarts,
            FailuresInARow = sink.FailuresInARow,
            NextTry = sink.NextAttempt,
            LastFailure = FailureStatus.Of(sink),
        };
}
