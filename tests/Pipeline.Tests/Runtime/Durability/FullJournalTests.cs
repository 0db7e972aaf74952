using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Journal;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Runtime.Durability;

/// <summary>Laws 4 and 10: a journal that is full of what its sinks are done with makes room, however small it is.</summary>
public sealed class FullJournalTests
{
    private static readonly SinkResult Down = SinkResult.Failed(new SinkFailure(FailureKind.Transient, "HTTP 503"));

    private readonly CrashDisk _disk = new();

    [Fact]
    public async Task AnEventLargerThanTheJournalIsNotInTheWayOfAllBehindIt()
    {
        var sink = new CollectingSink();
        await using var pipeline = Build(sink);
        await pipeline.WriteAsync(new() { Message = new string('x', 300 * 1024) });
        await pipeline.FlushAsync().WithinLimit();
        await pipeline.WriteAsync(new() { Message = "behind it" });
        await pipeline.CommitAsync().WithinLimit();
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal([300 * 1024, "behind it".Length], sink.Messages.Select(message => message.Length));
        Assert.InRange(pipeline.Journal!.Bytes, 1, 64 * 1024);
    }

    [Fact]
    public async Task AJournalThatWasFilledByOneEventIsMadeRoomInAfterTheNextStart()
    {
        await using (var first = Build(new CollectingSink()))
        {
            await first.WriteAsync(new() { Message = new string('x', 300 * 1024) });
            await first.FlushAsync().WithinLimit();
        }

        var sink = new CollectingSink();
        await using var second = Build(sink);
        await second.WriteAsync(new() { Message = "after the start" });
        await second.CommitAsync().WithinLimit();
        await second.FlushAsync().WithinLimit();
        Assert.Equal(["after the start"], sink.Messages);
    }

    [Fact]
    public async Task WhatIsReceivedAtOnceMayBeMoreThanTheJournalHolds()
    {
        using var open = new ManualResetEventSlim();
        var sink = new CollectingSink { OnWrite = (_, _) => new(open.IsSet ? SinkResult.Delivered : Down) };
        await using var pipeline = Build(sink);
        var drafts = Enumerable
            .Range(1, 3_000)
            .Select(n => new LogEventDraft { Message = $"message {n} {new string('x', 200)}" })
            .ToArray();
        var taking = pipeline.TakeAsync(drafts, TimeSpan.FromHours(1)).AsTask();
        await Eventually.HoldsAsync(() => pipeline.Journal!.IsFull, "the journal is full");
        open.Set();
        Assert.Equal(new TakeResult(WriteOutcome.Accepted, 0), await taking.WithinLimit());
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(drafts.Select(draft => draft.Message), sink.Messages);
        Assert.False(pipeline.Journal!.IsFull);
    }

    private LogPipeline Build(CollectingSink sink)
    {
        var quick = new RetryOptions
        {
            MinBackoff = TimeSpan.FromMilliseconds(1),
            MaxBackoff = TimeSpan.FromMilliseconds(5),
        };
        var journal = new JournalOptions
        {
            Enabled = true,
            Path = "/journal",
            Ack = JournalAck.Written,
            SegmentSize = 64 * 1024,
            MaxBytes = 128 * 1024,
            MinFreeDisk = 0,
            WhenFull = JournalWhenFull.Wait,
        };
        var builder = LogPipeline
            .CreateBuilder()
            .With(o => o with { Journal = journal })
            .AddSink("sink", _ => sink.Create(), o => o with { Durable = true, Retry = quick });
        builder.Disk = _disk;
        builder.SelfLogWriter = TextWriter.Null;
        return builder.Build();
    }
}
