using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Sinks;
using ActorLog.Text;

namespace ActorLog.Kit;

/// <summary>
/// A destination that remembers what it was given, and does with a batch what the test says. It outlives its workers: every
/// sink that the pipeline makes writes to it.
/// </summary>
public sealed class CollectingSink
{
    private readonly ConcurrentQueue<DeliveredEvent> _delivered = new();
    private readonly ConcurrentQueue<(long Number, int Attempt, int Count)> _attempts = new();
    private int _created;
    private int _disposed;
    private int _flushes;
    private int _inside;
    private int _mostInside;

    /// <summary>What to do with a batch. Default: take it.</summary>
    public Func<LogBatch, CancellationToken, ValueTask<SinkResult>> OnWrite { get; set; } =
        static (_, _) => new(SinkResult.Delivered);

    /// <summary>What to do when a sink is made. Default: nothing.</summary>
    public Action OnCreate { get; set; } = static () => { };

    /// <summary>What to do when a sink is flushed. Default: nothing.</summary>
    public Func<CancellationToken, ValueTask> OnFlush { get; set; } = static _ => default;

    /// <summary>What to do when a sink is disposed. Default: nothing.</summary>
    public Action OnDispose { get; set; } = static () => { };

    /// <summary>The events that were delivered, in order.</summary>
    public IReadOnlyList<DeliveredEvent> Delivered => [.. _delivered];

    /// <summary>The texts of the events that were delivered, in order.</summary>
    public IReadOnlyList<string> Messages => [.. _delivered.Select(e => e.Message)];

    /// <summary>The sequence numbers that were delivered, in order.</summary>
    public IReadOnlyList<long> Sequences => [.. _delivered.Select(e => e.Sequence)];

    /// <summary>The writes that were tried, in order.</summary>
    public IReadOnlyList<(long Number, int Attempt, int Count)> Attempts => [.. _attempts];

    /// <summary>How many sinks were made.</summary>
    public int Created => Volatile.Read(ref _created);

    /// <summary>How many sinks were disposed.</summary>
    public int Disposed => Volatile.Read(ref _disposed);

    /// <summary>How often a sink was flushed.</summary>
    public int Flushes => Volatile.Read(ref _flushes);

    /// <summary>The most writes that were under way at once.</summary>
    public int MostAtOnce => Volatile.Read(ref _mostInside);

    /// <summary>A sink that delivers here.</summary>
    public ILogSink Create()
    {
        OnCreate();
        Interlocked.Increment(ref _created);
        return new Sink(this);
    }

    private sealed class Sink(CollectingSink home) : ILogSink
    {
        public async ValueTask<SinkResult> WriteAsync(LogBatch batch, CancellationToken cancellationToken)
        {
            home._attempts.Enqueue((batch.Number, batch.Attempt, batch.Count));
            var inside = Interlocked.Increment(ref home._inside);
            home._mostInside = Math.Max(home._mostInside, inside);
            try
            {
                // What was read before the destination answered is what was sent.
                var sent = batch.Events.ToArray().Select(DeliveredEvent.Of).ToArray();
                var result = await home.OnWrite(batch, cancellationToken);
                for (var i = 0; i < sent.Length; i++)
                {
                    if (IsDelivered(result, i))
                    {
                        home._delivered.Enqueue(sent[i]);
                    }
                }

                return result;
            }
            finally
            {
                Interlocked.Decrement(ref home._inside);
            }
        }

        public async ValueTask FlushAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref home._flushes);
            await home.OnFlush(cancellationToken);
        }

        public ValueTask DisposeAsync()
        {
            Interlocked.Increment(ref home._disposed);
            home.OnDispose();
            return default;
        }

        private static bool IsDelivered(SinkResult result, int index) =>
            result.IsDelivered
            || (result.Verdicts is { } verdicts ? verdicts[index] is null : index < result.DeliveredPrefix);
    }
}

/// <summary>What a test needs to know of an event after it was recycled.</summary>
public sealed record DeliveredEvent(long Sequence, string Message, string Category, LogEvent Event)
{
    public static DeliveredEvent Of(LogEvent logEvent) =>
        new(logEvent.Sequence, LogFormats.MessageOf(logEvent), logEvent.Category.Name, logEvent.Clone());
}
