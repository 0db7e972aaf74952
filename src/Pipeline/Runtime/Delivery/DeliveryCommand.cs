using System;
using ActorLog.Events;
using ActorLog.Sinks;

namespace ActorLog.Runtime.Delivery;

/// <summary>What the delivery machine wants done.</summary>
internal enum DeliveryCommandKind
{
    /// <summary>The worker shall write <c>Batch</c> and answer with <c>Ticket</c>.</summary>
    Write,

    /// <summary>The worker shall flush its sink and answer with <c>Ticket</c>.</summary>
    FlushSink,

    /// <summary>The worker is to be cancelled, disposed and forgotten; the next write gets a new one.</summary>
    StopWorker,

    /// <summary>The machine wants to be told the time at <c>At</c>; replaces the wish before.</summary>
    WakeAt,

    /// <summary><c>Count</c> events of <c>Events</c> from <c>Offset</c> on have been delivered.</summary>
    Delivered,

    /// <summary><c>Event</c> is dropped for <c>Reason</c>.</summary>
    Dropped,

    /// <summary><c>Event</c> was rejected for good, for <c>Failure</c>, after <c>Count</c> attempts.</summary>
    DeadLetter,

    /// <summary>A delivery failed and will be tried again; for the operator's eyes.</summary>
    Retrying,

    /// <summary>The sink could not be flushed, for <c>Failure</c>; for the operator's eyes.</summary>
    FlushFailed,

    /// <summary>The barrier <c>Token</c> has passed.</summary>
    Flushed,

    /// <summary>The drain has ended; <c>Count</c> events were left.</summary>
    Drained,
}

/// <summary>One command, with those fields that its kind names.</summary>
internal readonly record struct DeliveryCommand(DeliveryCommandKind Kind)
{
    public LogBatch? Batch { get; init; }

    public long Ticket { get; init; }

    public TimeSpan At { get; init; }

    public LogEvent? Event { get; init; }

    public LogEvent[]? Events { get; init; }

    public int Offset { get; init; }

    public int Count { get; init; }

    /// <summary>Whether an abandoned worker may still read the events, so that they are not used again.</summary>
    public bool IsAbandoned { get; init; }

    /// <summary>Whether nobody needs <c>Events</c> any more, so that the array goes back to its pool.</summary>
    public bool ReturnArray { get; init; }

    public DropReason Reason { get; init; }

    public SinkFailure? Failure { get; init; }

    public object? Token { get; init; }
}
