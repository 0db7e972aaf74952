using System;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Runtime;

/// <summary>A sink whose order was given up is one sink still: one queue, one state.</summary>
public sealed class SinkLanesTests
{
    [Fact]
    public async Task TheLanesOfASinkShareItsQueue()
    {
        var open = new TaskCompletionSource();
        var sink = new CollectingSink
        {
            OnWrite = async (_, _) =>
            {
                await open.Task;
                return SinkResult.Delivered;
            },
        };
        await using var pipeline = Running.Pipeline(
            sink,
            o =>
                o with
                {
                    MaxInFlight = 4,
                    Queue = new QueueOptions { MaxEvents = 100 },
                    Batch = new BatchOptions { MaxEvents = 1 },
                }
        );
        for (var i = 0; i < 1_000; i++)
        {
            pipeline.TryWrite(new() { Message = $"message {i}" });
        }

        await Eventually.HoldsAsync(
            () => pipeline.Sinks[0].QueuedEvents + pipeline.Sinks[0].Drops.Total == 1_000,
            "all have come to the sink"
        );
        var status = pipeline.Sinks[0];
        Assert.InRange(status.QueuedEvents, 80, status.QueueCapacity + status.InFlightEvents);
        open.SetResult();
        await pipeline.FlushAsync().WithinLimit();
    }

    [Fact]
    [Trait("Law", "5")]
    public async Task ALaneWithNothingToDoDoesNotKeepCallersOutWhenAnotherHasEmptied()
    {
        // Events go to the two lanes in turn: this one's numbers are odd, those of the other even.
        var (odd, even) = (new TaskCompletionSource(), new TaskCompletionSource());
        var sink = new CollectingSink
        {
            OnWrite = async (batch, _) =>
            {
                await (batch[0].Sequence % 2 == 1 ? odd : even).Task;
                return SinkResult.Delivered;
            },
        };
        await using var pipeline = Running.Pipeline(
            sink,
            o =>
                o with
                {
                    MaxInFlight = 2,
                    Queue = new QueueOptions { MaxEvents = 100, WhenFull = WhenFull.Wait },
                    Batch = new BatchOptions { MaxEvents = 1 },
                    // Or else the lane's timer would have it look.
                    Timeout = TimeSpan.FromHours(1),
                }
        );

        // One lane holds 80 and more, the other some; together they are full, and callers have to wait.
        even.SetResult();
        for (var queued = 5; queued <= 80; queued += 5)
        {
            await WriteTenAsync(queued);
        }

        even = new TaskCompletionSource();
        await WriteTenAsync(queued: 90);
        await Eventually.HoldsAsync(() => TryWriteOne() == WriteOutcome.Full, "the sink is full");

        even.SetResult();
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].InFlightEvents == 1, "one lane has nothing to do");
        odd.SetResult();
        await Eventually.HoldsAsync(() => TryWriteOne() == WriteOutcome.Accepted, "callers may go on");

        async Task WriteTenAsync(int queued)
        {
            for (var i = 0; i < 10; i++)
            {
                pipeline.TryWrite(new() { Message = "message" });
            }

            await Eventually.HoldsAsync(() => pipeline.Sinks[0].QueuedEvents == queued, $"{queued} wait");
        }

        WriteOutcome TryWriteOne() => pipeline.TryWriteAll([new() { Message = "message" }]);
    }

    [Fact]
    public async Task ALaneThatHasStoppedIsShownThoughAnotherHasFailedMoreOften()
    {
        var tries = 0;
        var sink = new CollectingSink
        {
            OnWrite = (batch, _) =>
            {
                var isFatal = batch[0].Sequence == 1;
                Interlocked.Add(ref tries, isFatal ? 0 : 1);
                var kind = isFatal ? FailureKind.Fatal : FailureKind.Transient;
                return new(SinkResult.Failed(new SinkFailure(kind, "no")));
            },
        };
        var quick = new RetryOptions
        {
            MinBackoff = TimeSpan.FromMilliseconds(1),
            MaxBackoff = TimeSpan.FromMilliseconds(1),
        };
        await using var pipeline = Running.Pipeline(
            sink,
            o => o with { MaxInFlight = 2, Retry = quick },
            o => o with { ShutdownTimeout = TimeSpan.Zero }
        );
        pipeline.TryWriteAll([new() { Message = "fatal" }, new() { Message = "transient" }]);
        await Eventually.HoldsAsync(() => Volatile.Read(ref tries) > 5, "the other lane fails on");
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].State == SinkState.Stopped, "it is stopped");
    }
}
