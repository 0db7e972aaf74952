using System;
using System.Collections.Generic;

namespace ActorLog.Sinks;

/// <summary>A sink's answer to a batch: delivered, delivered in part, failed, or a verdict for each event.</summary>
public readonly struct SinkResult
{
    private SinkResult(SinkFailure? failure, int delivered, IReadOnlyList<SinkFailure?>? verdicts, bool partial = false)
    {
        Failure = failure;
        DeliveredPrefix = delivered;
        Verdicts = verdicts;
        IsPartial = partial;
    }

    /// <summary>Every event was delivered.</summary>
    public static SinkResult Delivered => default;

    /// <summary>Whether every event was delivered.</summary>
    public bool IsDelivered => Failure is null && Verdicts is null && !IsPartial;

    /// <summary>Whether the events after <see cref="DeliveredPrefix"/> were not tried, and nothing failed.</summary>
    public bool IsPartial { get; }

    /// <summary>Why the batch failed from <see cref="DeliveredPrefix"/> on, or <see langword="null"/>.</summary>
    public SinkFailure? Failure { get; }

    /// <summary>How many events from the front were delivered before the failure, or before the sink stopped.</summary>
    public int DeliveredPrefix { get; }

    /// <summary>A verdict per event (<see langword="null"/>: delivered), or <see langword="null"/> for the batch as a whole.</summary>
    public IReadOnlyList<SinkFailure?>? Verdicts { get; }

    /// <summary>
    /// The sink delivered some events and then came back, so that its deadline holds. Nothing failed: the rest is offered
    /// again at once, in order and without a backoff.
    /// </summary>
    /// <param name="delivered">How many events from the front were delivered; at least one.</param>
    public static SinkResult Partial(int delivered)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(delivered);
        return new SinkResult(null, delivered, null, partial: true);
    }

    /// <summary>The batch failed.</summary>
    /// <param name="failure">Why, and what follows.</param>
    /// <param name="deliveredPrefix">How many events from the front were delivered all the same.</param>
    public static SinkResult Failed(SinkFailure failure, int deliveredPrefix = 0)
    {
        ArgumentNullException.ThrowIfNull(failure);
        ArgumentOutOfRangeException.ThrowIfNegative(deliveredPrefix);
        return new SinkResult(failure, deliveredPrefix, null);
    }

    /// <summary>The destination judged each event by itself.</summary>
    /// <param name="verdicts">
    /// One entry per event from the front of the batch, in order; <see langword="null"/> for a delivered one. If there are
    /// fewer entries than events, the events after them were not tried and are offered again at once.
    /// </param>
    public static SinkResult PerEvent(IReadOnlyList<SinkFailure?> verdicts)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        return new SinkResult(null, 0, verdicts);
    }
}
