using System;
using ActorLog.Sinks;

namespace ActorLog.Runtime.Delivery;

/// <summary>What the delivery machine goes by.</summary>
internal sealed record DeliveryOptions
{
    public required string Key { get; init; }

    public QueueOptions Queue { get; init; } = new();

    public BatchOptions Batch { get; init; } = new();

    public RetryOptions Retry { get; init; } = new();

    public CircuitBreakerOptions CircuitBreaker { get; init; } = new();

    /// <summary>How long a write may take before its worker is stopped.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often at most the stream is told of drops.</summary>
    public TimeSpan GapInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// What a sink that makes callers wait takes beyond its limit: the events that had been accepted before the callers
    /// began to wait, at most as many as the ingress holds and the router has in hand.
    /// </summary>
    public int WaitSlack { get; init; }

    /// <summary>Whether what is not delivered is kept elsewhere: then the end of the process is not held up for it.</summary>
    public bool IsDurable { get; init; }

    public static DeliveryOptions From(string key, SinkOptions sink, TimeSpan gapInterval, int waitSlack) =>
        new()
        {
            Key = key,
            Queue = sink.Durable ? Unbounded : sink.Queue,
            Batch = sink.Batch,
            Retry = sink.Retry,
            CircuitBreaker = sink.CircuitBreaker,
            Timeout = sink.WorkerTimeout,
            GapInterval = gapInterval,
            WaitSlack = waitSlack,
            IsDurable = sink.Durable,
        };

    /// <summary>The same for one of several lanes, to which events are dealt out in turn: they share the sink's queue.</summary>
    public DeliveryOptions ForOneOf(int lanes) =>
        lanes == 1 || IsDurable
            ? this
            : this with
            {
                Queue = Queue with
                {
                    MaxEvents = Math.Max(1, Queue.MaxEvents / lanes),
                    MaxBytes = Math.Max(1, Queue.MaxBytes / lanes),
                },
            };

    // The feed of a durable sink hands over only what the sink's own limits have room for.
    private static readonly QueueOptions Unbounded = new() { MaxEvents = int.MaxValue, MaxBytes = long.MaxValue };
}
