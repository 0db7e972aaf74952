using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Journal;
using ActorLog.Kit;
using ActorLog.Options;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Runtime.Durability;

/// <summary>Law 7: what the journal has taken outlives the process, and reaches its sinks in order.</summary>
[Trait("Law", "7")]
public sealed class JournaledPipelineTests : IDisposable
{
    private static readonly SinkResult Down = SinkResult.Failed(new SinkFailure(FailureKind.Transient, "HTTP 503"));

    private readonly TempFolder _folder = new();
    private readonly SharedText _stderr = new();

    [Fact]
    public async Task WhatASinkDidNotTakeIsDeliveredAfterTheNextStartBeforeAnythingNew()
    {
        var first = Build(new CollectingSink { OnWrite = (_, _) => new(Down) });
        var session = first.SessionId;
        Write(first, 1, 100);
        var report = await first.StopAsync().WithinLimit();
        Assert.Equal(new SinkLedger(100, 0, 0, 0, 0, 100) { Journaled = 100 }, report.Sinks[0].Ledger);
        Assert.True(report.IsLossless);

        var sink = new CollectingSink();
        var second = Build(sink);
        Write(second, 101, 50);
        await second.FlushAsync().WithinLimit();
        var old = sink.Delivered.Where(e => e.Event.SessionId == session).ToArray();
        Assert.Equal(Numbers(1, 100), old.Select(e => e.Sequence));
        Assert.Equal(Messages(1, 100), sink.Messages.Take(100));
        Assert.Equal(Messages(101, 50), sink.Messages.TakeLast(50));
        var ledger = second.Sinks[0].Ledger;
        Assert.Equal((100, 0, true), (ledger.Recovered, ledger.Buffered, ledger.IsBalanced));
        Assert.True((await second.StopAsync().WithinLimit()).IsClean);
    }

    [Fact]
    public async Task TheFirstEventAfterAStartSaysWhatWasRecovered()
    {
        var first = Build(new CollectingSink { OnWrite = (_, _) => new(Down) });
        Write(first, 1, 3);
        await first.StopAsync().WithinLimit();
        var sink = new CollectingSink();
        await using var second = Build(sink);
        await second.FlushAsync().WithinLimit();
        var told = sink.Delivered.Single(e => e.Event.SessionId == second.SessionId);
        Assert.Equal((1, "ActorLog"), (told.Sequence, told.Category));
        Assert.StartsWith("the journal holds 3 events of earlier runs (sink: 3); nothing is lost", told.Message);
    }

    [Fact]
    public async Task WhatIsKeptForASinkThatIsNoLongerConfiguredIsTold()
    {
        var first = Build(new CollectingSink { OnWrite = (_, _) => new(Down) });
        Write(first, 1, 3);
        await first.StopAsync().WithinLimit();
        var sink = new CollectingSink();
        await using var second = Builder(sink, name: "renamed").Build();
        await second.FlushAsync().WithinLimit();
        var told = Assert.Single(sink.Delivered);
        Assert.Equal(LogLevel.Warning, told.Event.Level);
        Assert.StartsWith(
            "the journal holds 3 events of earlier runs (sink: 3 kept, the sink is not configured, renamed: 0); nothing is lost",
            told.Message
        );
    }

    [Fact]
    public async Task AJournalWithNothingInItSaysNothing()
    {
        var first = Build(new CollectingSink());
        Write(first, 1, 3);
        await first.StopAsync().WithinLimit();
        var sink = new CollectingSink();
        await using var second = Build(sink);
        await second.FlushAsync().WithinLimit();
        Assert.Empty(sink.Messages);
    }

    [Fact]
    [Trait("Law", "5")]
    public async Task ADeadDurableSinkHoldsUpNobodyAndItsMemoryStaysWithinItsQueue()
    {
        var (dead, healthy) = (new CollectingSink { OnWrite = (_, _) => new(Down) }, new CollectingSink());
        var builder = Builder(dead, o => o with { Queue = new QueueOptions { MaxEvents = 100 } });
        builder.AddSink("healthy", _ => healthy.Create(), o => o with { Durable = true });
        await using var pipeline = builder.Build();
        Write(pipeline, 1, 20_000);
        await Eventually.HoldsAsync(() => healthy.Delivered.Count == 20_000, "the healthy sink has all");
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].QueuedEvents > 0, "the dead sink has been fed");
        Assert.InRange(pipeline.Sinks[0].QueuedEvents, 1, 100);
        Assert.Equal(20_000, pipeline.Sinks[0].Ledger.Buffered);
        Assert.Equal(0, pipeline.Sinks[0].Ledger.Dropped);
        await pipeline.StopAsync(TimeSpan.Zero).WithinLimit();
    }

    [Fact]
    public async Task EachSinkHasACursorOfItsOwn()
    {
        var (dead, healthy) = (new CollectingSink { OnWrite = (_, _) => new(Down) }, new CollectingSink());
        var first = Builder(dead).AddSink("other", _ => healthy.Create(), o => o with { Durable = true }).Build();
        Write(first, 1, 10);
        await Eventually.HoldsAsync(() => healthy.Delivered.Count == 10, "the healthy sink has all");
        await first.StopAsync().WithinLimit();
        var (one, two) = (new CollectingSink(), new CollectingSink());
        await using var second = Builder(one)
            .AddSink("other", _ => two.Create(), o => o with { Durable = true })
            .Build();
        await second.FlushAsync().WithinLimit();
        Assert.Equal(Messages(1, 10), one.Messages.Take(10));
        Assert.DoesNotContain("message 1", two.Messages);
    }

    [Fact]
    public async Task TheRouteOfADurableSinkHoldsForWhatItIsFed()
    {
        var sink = new CollectingSink();
        await using var pipeline = Builder(sink, o => o with { MinLevel = LogLevel.Warning })
            .AddSink("all", _ => new CollectingSink().Create(), o => o with { Durable = true })
            .Build();
        for (var i = 1; i <= 10; i++)
        {
            pipeline.Log(new() { Message = $"message {i}", Level = i % 2 == 0 ? LogLevel.Error : LogLevel.Debug });
        }

        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal([2, 4, 6, 8, 10], sink.Sequences);
        Assert.Equal(new SinkLedger(10, 5, 5, 0, 0, 0), pipeline.Sinks[0].Ledger);
    }

    [Fact]
    public async Task WhatIsRejectedIsSettledAndDoesNotComeAgain()
    {
        var rejected = SinkResult.Failed(new SinkFailure(FailureKind.Rejected, "HTTP 400"));
        var first = Build(new CollectingSink { OnWrite = (_, _) => new(rejected) });
        Write(first, 1, 5);
        await first.FlushAsync().WithinLimit();
        Assert.Equal(5, first.Sinks[0].Ledger.DeadLettered);
        await first.StopAsync().WithinLimit();
        var sink = new CollectingSink();
        await using var second = Build(sink);
        await second.FlushAsync().WithinLimit();
        Assert.Empty(sink.Messages);
    }

    [Fact]
    public async Task ASecondProcessHasAJournalOfItsOwnAndTheNextStartTakesOverWhatItLeft()
    {
        var (one, two) = (
            Build(new CollectingSink { OnWrite = (_, _) => new(Down) }),
            Build(new CollectingSink { OnWrite = (_, _) => new(Down) })
        );
        Assert.Equal(Path.Combine(_folder.Path, "2"), two.Journal!.Path);
        Write(one, 1, 10);
        Write(two, 101, 10);
        await two.StopAsync().WithinLimit();
        await one.StopAsync().WithinLimit();

        var sink = new CollectingSink();
        await using var next = Build(sink);
        await Eventually.HoldsAsync(() => sink.Messages.Count(m => m.StartsWith("message")) == 20, "all are delivered");
        Assert.Equal(Messages(1, 10), sink.Messages.Where(m => m.Length < 11 && m.StartsWith("message ")));
        Assert.Equal(Messages(101, 10), sink.Messages.Where(m => m.Length == 11));
        await Eventually.HoldsAsync(() => !Directory.Exists(two.Journal!.Path), "the other journal is gone");
        await Eventually.HoldsAsync(() => next.Sinks[0].Ledger.Buffered == 0, "everything is settled");
        var ledger = next.Sinks[0].Ledger;
        Assert.Equal((20, true), (ledger.Recovered, ledger.IsBalanced));
    }

    [Fact]
    public async Task CommitWaitsUntilTheEventsAreInTheJournal()
    {
        await using var pipeline = Build(new CollectingSink { OnWrite = (_, _) => new(Down) });
        Write(pipeline, 1, 1_000);
        await pipeline.CommitAsync().WithinLimit();
        Assert.Equal(1_000, pipeline.Sinks[0].Ledger.Journaled);
        await pipeline.StopAsync(TimeSpan.Zero).WithinLimit();
    }

    [Fact]
    public async Task WithoutAJournalThereIsNothingToCommit()
    {
        await using var pipeline = LogPipeline
            .CreateBuilder()
            .AddSink("sink", _ => new CollectingSink().Create())
            .Build();
        Assert.True(pipeline.CommitAsync().IsCompletedSuccessfully);
        Assert.Null(pipeline.Journal);
    }

    [Fact]
    public void ADurableSinkNeedsAJournal()
    {
        var builder = LogPipeline
            .CreateBuilder()
            .AddSink("sink", _ => new CollectingSink().Create(), o => o with { Durable = true });
        var error = Assert.Single(Assert.Throws<InvalidOptionsException>(() => builder.Build()).Errors);
        Assert.Equal("actorlog:sinks:sink:durable", error.Path);
        Assert.Equal("needs the journal: set journal.enabled = on", error.Message);
    }

    [Fact]
    public async Task AProcessThatGoesElsewhereLeavesItsJournalWhereItIs()
    {
        await using var pipeline = LogPipeline
            .CreateBuilder()
            .With(o => o with { DeadLetters = new DeadLetterOptions { Path = "letters" } })
            .AddSink("sink", _ => new CollectingSink().Create())
            .Build();
        var journaled = new PipelineOptions { Journal = new JournalOptions { Enabled = true } };

        Assert.Equal(Path.GetFullPath("letters"), pipeline.Options.DeadLetterFolder);
        Assert.Equal(Path.GetFullPath("data/journal"), journaled.WithFullPaths().Journal.Path);
    }

    [Fact]
    public void NoSinkHasANameOfTheJournalsOwn()
    {
        var builder = LogPipeline.CreateBuilder().AddSink("@received", _ => new CollectingSink().Create());
        var error = Assert.Single(Assert.Throws<InvalidOptionsException>(() => builder.Build()).Errors);
        Assert.Equal("actorlog:sinks:@received", error.Path);
        Assert.Equal("must not begin with @: such names are the journal's own", error.Message);
    }

    [Theory]
    [InlineData("x", true)]
    [InlineData("志", false)]
    public void ADurableSinkHasANameThatTheJournalCanHold(string letter, bool fits)
    {
        var name = string.Concat(Enumerable.Repeat(letter, 64));
        var builder = LogPipeline
            .CreateBuilder()
            .With(o => o with { Journal = o.Journal with { Enabled = true } })
            .AddSink(name, _ => new CollectingSink().Create(), o => o with { Durable = true });

        Assert.Equal(
            fits
                ? []
                : [$"actorlog:sinks:{name}: a durable sink's name has at most 64 bytes of UTF-8; this one has 192"],
            builder.Validate().Select(error => error.ToString())
        );
    }

    [Fact]
    public async Task AtItsLimitTheOldestGoAndAreCountedAndTold()
    {
        var open = new ManualResetEventSlim();
        var sink = new CollectingSink { OnWrite = (_, _) => new(open.IsSet ? SinkResult.Delivered : Down) };
        await using var pipeline = Builder(
                sink,
                o =>
                    o with
                    {
                        Queue = new QueueOptions { MaxEvents = 10 },
                        Retry = Quick,
                    },
                Small(JournalWhenFull.DropOldest)
            )
            .Build();
        await FillAsync(pipeline, 5_000);
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].Ledger.Dropped > 0, "something is dropped");
        open.Set();
        await pipeline.FlushAsync().WithinLimit();
        var ledger = pipeline.Sinks[0].Ledger;
        Assert.Equal((5_000, 0, true), (ledger.Accepted, ledger.Buffered, ledger.IsBalanced));
        Assert.Equal(ledger.Dropped, pipeline.Sinks[0].Drops[DropReason.JournalFull, LogLevel.Information]);
        Assert.Equal("message 5000", sink.Messages[^1]);
        Assert.Contains(sink.Messages, message => message.Contains("events were dropped here (journal-full"));
        Assert.Equal(sink.Sequences.Where(n => n > 0).Order(), sink.Sequences.Where(n => n > 0));
        Assert.InRange(pipeline.Journal!.Bytes, 0, 256 * 1024);
        Assert.Equal((0, 0), (pipeline.Sinks[0].QueuedEvents, pipeline.Sinks[0].QueuedBytes));
    }

    [Fact]
    public async Task AtItsLimitCallersWaitIfThatIsWanted()
    {
        var open = new ManualResetEventSlim();
        var sink = new CollectingSink { OnWrite = (_, _) => new(open.IsSet ? SinkResult.Delivered : Down) };
        await using var pipeline = Builder(
                sink,
                o =>
                    o with
                    {
                        Queue = new QueueOptions { MaxEvents = 10 },
                        Retry = Quick,
                    },
                Small(JournalWhenFull.Wait)
            )
            .With(o => o with { Queue = new QueueOptions { MaxEvents = 100 } })
            .Build();
        var written = 0;
        var writing = Task.Run(async () =>
        {
            for (; written < 5_000; written++)
            {
                await pipeline.WriteAsync(
                    new LogEventDraft { Message = $"message {written + 1} {new string('x', 200)}" }
                );
            }
        });
        await Eventually.HoldsAsync(() => pipeline.Journal!.IsFull, "the journal is full");
        Assert.StartsWith("the journal is full (", pipeline.Journal!.LastFailure!.Reason, StringComparison.Ordinal);
        Assert.False(writing.IsCompleted);
        var health = await new PipelineHealthCheck(pipeline).CheckHealthAsync(new HealthCheckContext());
        Assert.Equal(HealthStatus.Degraded, health.Status);
        open.Set();
        await writing.WithinLimit();
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(Numbers(1, 5_000), sink.Sequences);
        Assert.Equal(0, pipeline.Sinks[0].Ledger.Dropped);
        Assert.False(pipeline.Journal!.IsFull);
    }

    public void Dispose() => _folder.Dispose();

    private static readonly RetryOptions Quick = new()
    {
        MinBackoff = TimeSpan.FromMilliseconds(1),
        MaxBackoff = TimeSpan.FromMilliseconds(5),
    };

    private static JournalOptions Small(JournalWhenFull whenFull) =>
        new()
        {
            Ack = JournalAck.Written,
            SegmentSize = 64 * 1024,
            MaxBytes = 128 * 1024,
            MinFreeDisk = 0,
            WhenFull = whenFull,
        };

    private LogPipeline Build(CollectingSink sink) => Builder(sink).Build();

    private PipelineBuilder Builder(
        CollectingSink sink,
        Func<SinkOptions, SinkOptions>? configure = null,
        JournalOptions? journal = null,
        string name = "sink"
    )
    {
        var builder = LogPipeline
            .CreateBuilder()
            .With(o => o with { Journal = (journal ?? new()) with { Enabled = true, Path = _folder.Path } })
            .AddSink(name, _ => sink.Create(), o => (configure?.Invoke(o) ?? o) with { Durable = true });
        builder.SelfLogWriter = _stderr;
        return builder;
    }

    private static void Write(LogPipeline pipeline, int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            pipeline.Log(new LogEventDraft { Message = $"message {i}" });
        }
    }

    private static async Task FillAsync(LogPipeline pipeline, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            pipeline.Log(
                new LogEventDraft
                {
                    Message = $"message {i}",
                    Properties = { new("Filler", LogValue.From(new string('x', 200))) },
                }
            );
            if (i % 100 == 0)
            {
                await pipeline.CommitAsync().WithinLimit();
            }
        }
    }

    private static string[] Messages(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(n => $"message {n}")];

    private static long[] Numbers(int first, int count) => [.. Enumerable.Range(first, count).Select(n => (long)n)];
}
