using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Capture;

/// <summary>Events that are taken in two steps: what can change at the call, the rest in the router.</summary>
public sealed class DeferredDraftTests
{
    [Fact]
    [Trait("Law", "3")]
    public async Task Law3TheyKeepTheirPlaceAmongOthers()
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        var logger = pipeline.LoggerProvider.CreateLogger("Shop");
        for (var i = 0; i < 500; i++)
        {
            logger.LogInformation("event {Number}", 2 * i);
            pipeline.Log(Numbered(2 * i + 1));
        }

        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"event {i}"), sink.Messages);
        Assert.Equal(Enumerable.Range(1, 1000).Select(i => (long)i), sink.Sequences);
    }

    [Fact]
    [Trait("Law", "2")]
    public async Task Law2ThreadAndScopesAreThoseOfTheCall()
    {
        var sink = new CollectingSink();
        var engine = new SleepingEngine();
        await using var pipeline = Running.Pipeline(b => b.AddSink("sink", _ => sink.Create()).UseEngine(() => engine));
        using var loggers = new LoggerFactory([pipeline.LoggerProvider]);
        var thread = new Thread(() =>
        {
            var order = new List<KeyValuePair<string, object?>> { new("Order", new Changing()) };
            using (loggers.CreateLogger("app").BeginScope(order))
            {
                Changing.Text = "at the call";
                pipeline.Log(Numbered(7));
                Changing.Text = "later";
            }
        })
        {
            Name = "the caller",
        };
        thread.Start();
        thread.Join();
        engine.WakeUp();
        await pipeline.FlushAsync().WithinLimit();
        var arrived = Assert.Single(sink.Delivered).Event;
        Assert.Equal(["Number", "Order", "Place"], arrived.Properties.ToArray().Select(p => p.Name));
        Assert.Equal(1, arrived.MessagePropertyCount);
        Assert.True(arrived.TryGetProperty("Order", out var value));
        Assert.Equal("at the call", value.Text);
        Assert.Equal(("the caller", thread.ManagedThreadId), (arrived.ThreadName, arrived.ThreadId));
        Assert.Equal("Shop", arrived.Category.Name);
    }

    [Fact]
    public async Task WhileManyWaitTheCallersReadTheirOwn()
    {
        var (sink, engine, readers) = (new CollectingSink(), new SleepingEngine(), new List<string?>());
        await using var pipeline = Running.Pipeline(b => b.AddSink("sink", _ => sink.Create()).UseEngine(() => engine));
        var thread = new Thread(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                var number = i;
                pipeline.Log(
                    new DeferredDraft(
                        LogLevel.Information,
                        (draft, _, _) =>
                        {
                            readers.Add(Thread.CurrentThread.Name);
                            draft.Message = $"event {number}";
                        },
                        "content"
                    )
                );
            }
        })
        {
            Name = "the caller",
        };
        thread.Start();
        thread.Join();

        // The first 64 are left to the router.
        Assert.Equal(Enumerable.Repeat("the caller", 36), readers);
        engine.WakeUp();
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"event {i}"), sink.Messages);
        Assert.DoesNotContain("the caller", readers[36..]);
    }

    [Fact]
    public async Task OneThatCannotBeCompletedSaysSoAndTheOthersArrive()
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        pipeline.Log(Numbered(1));
        pipeline.Log(new DeferredDraft(LogLevel.Error, static (_, _, _) => throw new InvalidOperationException(), ""));
        pipeline.Log(Numbered(2));
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(
            ["event 1", "[the event could not be captured: InvalidOperationException]", "event 2"],
            sink.Messages
        );
        Assert.Equal(LogLevel.Error, sink.Delivered[1].Event.Level);
    }

    [Fact]
    [Trait("Law", "10")]
    public async Task Law10WhatTheyHoldCountsAgainstTheLimitInBytesUntilTheyAreTaken()
    {
        var sink = new CollectingSink();
        var engine = new SleepingEngine();
        await using var pipeline = Running.Pipeline(
            b => b.AddSink("sink", _ => sink.Create()).UseEngine(() => engine),
            o => o with { Queue = new QueueOptions { MaxBytes = 100_000 } }
        );
        var completed = 0;
        for (var i = 0; i < 100; i++)
        {
            var draft = new DeferredDraft(LogLevel.Debug, (_, _, _) => completed++, "") { HeldBytes = 10_000 };
            pipeline.Log(draft);
        }

        Assert.InRange(pipeline.Accepted, 5, 10);
        Assert.Equal(100, pipeline.Accepted + pipeline.Refused[DropReason.QueueFull, LogLevel.Debug]);
        engine.WakeUp();
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(pipeline.Accepted, completed + sink.Delivered.Count(e => e.Category == "ActorLog"));
        Assert.All(sink.Delivered, e => Assert.InRange(e.Event.HeldBytes, 1, 1_000));
    }

    [Fact]
    public async Task OneThatIsEvictedIsNeverCompletedAndItsPlaceInThePoolIsClean()
    {
        var sink = new CollectingSink();
        var engine = new SleepingEngine();
        var queue = new QueueOptions { MaxEvents = 10, WhenFull = WhenFull.DropOldest };
        var pipeline = Running.Pipeline(
            b => b.AddSink("sink", _ => sink.Create()).UseEngine(() => engine),
            o => o with { Queue = queue }
        );
        var completed = new List<int>();
        for (var i = 0; i < 50; i++)
        {
            pipeline.Log(new DeferredDraft(LogLevel.Debug, (_, number, _) => completed.Add((int)number), i));
        }

        for (var i = 0; i < 10; i++)
        {
            pipeline.Log(new LogEventDraft { Message = "plain", Level = LogLevel.Debug });
        }

        engine.WakeUp();
        await pipeline.FlushAsync().WithinLimit();
        Assert.Empty(completed);
        Assert.Equal(9, sink.Messages.Count(m => m == "plain"));
        await pipeline.DisposeAsync();
    }

    [Fact]
    public async Task TheTimeOfTheCallIsTakenUnlessThePipelineGoesByAnotherClock()
    {
        var (system, manual) = (new CollectingSink(), new CollectingSink());
        var draft = new DeferredDraft(LogLevel.Information, static (_, _, _) => { }, "") { UtcTicks = 77 };
        await using (var pipeline = Running.Pipeline(system))
        {
            pipeline.Log(draft);
            await pipeline.FlushAsync().WithinLimit();
        }

        await using (var pipeline = Running.Pipeline(manual, clock: new ManualClock(Some.Time)))
        {
            pipeline.Log(draft);
            await pipeline.FlushAsync().WithinLimit();
        }

        Assert.Equal(77, system.Delivered.Single().Event.UtcTicks);
        Assert.Equal(Some.Time, manual.Delivered.Single().Event.Timestamp);
    }

    [Fact]
    public async Task FromInsideThePipelineTheyAreNotTaken()
    {
        LogPipeline? pipeline = null;
        var sink = new CollectingSink
        {
            OnWrite = (_, _) =>
            {
                pipeline!.Log(Numbered(2));
                return new(SinkResult.Delivered);
            },
        };
        pipeline = Running.Pipeline(sink);
        pipeline.Log(Numbered(1));
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(["event 1"], sink.Messages);
        Assert.Equal(1, pipeline.Accepted);
        await pipeline.DisposeAsync();
    }

    private static DeferredDraft Numbered(int number) =>
        new(LogLevel.Information, Fill, number) { Context = "context" };

    private static void Fill(LogEventDraft draft, object number, object? context)
    {
        Assert.Equal((LogLevel.Information, "context"), (draft.Level, context));
        draft.Category = "Shop";
        draft.Template = "event {Number}";
        draft.Properties.Add(new LogProperty("Number", LogValue.From((int)number)));
        draft.ScopeProperties.Add(new LogProperty("Place", LogValue.From("last")));
    }

    private sealed class Changing
    {
        public static string Text { get; set; } = "";

        public override string ToString() => Text;
    }
}
