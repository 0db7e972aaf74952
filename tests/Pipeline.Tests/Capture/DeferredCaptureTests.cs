using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Capture;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Runtime.Intake;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Capture;

/// <summary>Events of bridges that may be written after the call, while the router has the time for it.</summary>
public sealed class DeferredCaptureTests : IAsyncDisposable
{
    private const int Few = 256;

    private readonly CollectingSink _sink = new();
    private readonly SleepingEngine _engine = new();
    private readonly ConcurrentQueue<int> _writers = new();
    private readonly LogPipeline _pipeline;

    public DeferredCaptureTests()
    {
        _pipeline = Running.Pipeline(b => b.AddSink("sink", _ => _sink.Create()).UseEngine(() => _engine));
    }

    public ValueTask DisposeAsync() => _pipeline.DisposeAsync();

    [Fact]
    [Trait("Law", "3")]
    public async Task Law3TheyKeepTheirPlaceAmongOthers()
    {
        var logger = _pipeline.LoggerProvider.CreateLogger("Shop");
        for (var i = 0; i < 500; i++)
        {
            logger.LogInformation("event {Number}", 2 * i);
            LogDeferred(2 * i + 1);
        }

        await WakeUpAsync();
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"event {i}"), _sink.Messages);
        Assert.Equal(Enumerable.Range(1, 1000).Select(i => (long)i), _sink.Sequences);
        Assert.All(_sink.Delivered, e => Assert.Equal(_pipeline.SessionId, e.Event.SessionId));
    }

    [Fact]
    [Trait("Law", "2")]
    public async Task Law2TimeAndThreadAreThoseOfTheCall()
    {
        var (engine, clock) = (new SleepingEngine(), new ManualClock(Some.Time));
        await using var pipeline = Running.Pipeline(
            b => b.AddSink("sink", _ => _sink.Create()).UseEngine(() => engine),
            clock: clock
        );
        var thread = new Thread(() => LogDeferred(7, pipeline)) { Name = "the caller" };
        thread.Start();
        thread.Join();
        clock.Advance(TimeSpan.FromMinutes(1));

        engine.WakeUp();
        await pipeline.FlushAsync().WithinLimit();
        var arrived = Assert.Single(_sink.Delivered).Event;
        Assert.Equal(("the caller", thread.ManagedThreadId), (arrived.ThreadName, arrived.ThreadId));
        Assert.Equal(Some.Time, arrived.Timestamp);
        Assert.Equal(("Shop", LogLevel.Information), (arrived.Category.Name, arrived.Level));
        Assert.Equal(["Number", "Place"], arrived.Properties.ToArray().Select(p => p.Name));
        Assert.Equal(1, arrived.MessagePropertyCount);
        Assert.NotEqual(thread.ManagedThreadId, Assert.Single(_writers));
    }

    [Fact]
    [Trait("Law", "2")]
    public async Task Law2InAScopeTheyAreWrittenAtTheCall()
    {
        using var loggers = new LoggerFactory([_pipeline.LoggerProvider]);
        using (loggers.CreateLogger("app").BeginScope("checkout {Order}", 7))
        {
            LogDeferred(1);
        }

        Assert.Equal([Environment.CurrentManagedThreadId], _writers);
        await WakeUpAsync();
        Assert.True(Assert.Single(_sink.Delivered).Event.TryGetProperty("Order", out _));
    }

    [Fact]
    public async Task WhoFindsManyWaitingWritesHisOwn()
    {
        for (var i = 0; i < Few; i++)
        {
            LogDeferred(i);
        }

        Assert.Empty(_writers);
        LogDeferred(Few);
        Assert.Equal([Environment.CurrentManagedThreadId], _writers);

        await WakeUpAsync();
        Assert.Equal(Enumerable.Range(0, Few + 1).Select(i => $"event {i}"), _sink.Messages);
    }

    [Fact]
    public void AfterAFloodTheyAreWrittenAtTheCallUntilItIsCalmAgain()
    {
        var clock = new ManualClock(Some.Time);
        using var ingress = new Ingress(new QueueOptions(), TimeSpan.FromSeconds(30), clock, "session");
        var taken = new LogEvent[Ingress.PageSize];
        Write(ingress, Few);
        ingress.Take(taken, out _, isVisit: true);
        Assert.False(ingress.IsCalm);

        Write(ingress, Few - 1);
        ingress.Take(taken, out _, isVisit: true);
        Assert.True(ingress.IsCalm);
    }

    [Theory]
    [InlineData(WhenFull.DropNewest, "1, 2, 3, 4, 5, 6, 7, 8, 9")]
    [InlineData(WhenFull.DropOldest, "6, 7, 8, 9, 10, 11, 12, 13, 14")]
    [Trait("Law", "7")]
    public async Task Law7InAFullQueueTheyAreDroppedAndToldLikeOthers(WhenFull whenFull, string kept)
    {
        var (sink, engine) = (new CollectingSink(), new SleepingEngine());
        var queue = new QueueOptions { MaxEvents = 10, WhenFull = whenFull };
        await using var pipeline = Running.Pipeline(
            b => b.AddSink("sink", _ => sink.Create()).UseEngine(() => engine),
            o => o with { Queue = queue }
        );
        for (var i = 1; i <= 14; i++)
        {
            LogDeferred(i, pipeline);
        }

        engine.WakeUp();
        await pipeline.FlushAsync().WithinLimit();
        var numbers = sink.Delivered.Where(e => e.Category == "Shop").Select(e => Number(e.Event));
        Assert.Equal(kept, string.Join(", ", numbers));
        var notice = Assert.Single(sink.Delivered, e => e.Category == "ActorLog").Event;
        Assert.True(notice.TryGetProperty("DroppedCount", out var dropped));
        Assert.Equal(5, dropped.AsInt64);
        Assert.Equal(whenFull == WhenFull.DropNewest ? 5 : 0, pipeline.Refused.Total);
        // What was evicted was never written: that would be the bridge's code, under the lock that every caller needs.
        Assert.Equal(whenFull == WhenFull.DropNewest ? 14 : 9, _writers.Count);
        var status = Assert.Single(pipeline.Sinks);
        Assert.Equal(status.Ledger.Accepted, status.Ledger.Delivered + status.Ledger.Dropped);
    }

    [Fact]
    public async Task TheMemoryThatTheyHoldLimitsTheQueue()
    {
        var queue = new QueueOptions { MaxBytes = 100_000 };
        var engine = new SleepingEngine();
        await using var pipeline = Running.Pipeline(
            b => b.AddSink("sink", _ => _sink.Create()).UseEngine(() => engine),
            o => o with { Queue = queue }
        );
        for (var i = 0; i < 10; i++)
        {
            LogDeferred(i, pipeline, heldBytes: 30_000);
        }

        // The last tenth is for Warnings. What found no room was written at the call, and dropped as others are.
        Assert.Equal((7, 7), (_writers.Count, pipeline.Refused.Total));
        engine.WakeUp();
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(["event 0", "event 1", "event 2"], _sink.Messages.Take(3));
    }

    [Fact]
    [Trait("Law", "1")]
    public async Task Law1OneThatCannotBeWrittenSaysSoAndTheOthersArrive()
    {
        var category = _pipeline.GetCategory("Shop");
        LogDeferred(1);
        _pipeline.LogDeferred(LogLevel.Error, category, 2, static (_, _) => throw new InvalidOperationException(), 100);
        LogDeferred(3);
        await WakeUpAsync();
        Assert.Equal(
            ["event 1", "[the event could not be captured: InvalidOperationException]", "event 3"],
            _sink.Messages
        );
    }

    [Fact]
    [Trait("Law", "1")]
    public async Task Law1AProviderOfScopesThatThrowsDoesNotReachTheCaller()
    {
        ((ISupportExternalScope)_pipeline.LoggerProvider).SetScopeProvider(new HostileScopes());
        LogDeferred(1);
        await WakeUpAsync();
        Assert.Equal(["event 1"], _sink.Messages);
        Assert.Equal(
            ["[the scopes could not be read: InvalidOperationException]"],
            Assert.Single(_sink.Delivered).Event.Scopes
        );
    }

    [Fact]
    public async Task AfterTheStopTheyAreCountedAsRefused()
    {
        _engine.WakeUp();
        await _pipeline.StopAsync().WithinLimit();
        LogDeferred(1);
        Assert.Equal(1, _pipeline.Refused[DropReason.Stopped, LogLevel.Information]);
    }

    [Fact]
    public async Task WhatNobodyWantsIsNotEvenWritten()
    {
        await using var pipeline = Running.Pipeline(_sink, options: o => o with { MinLevel = LogLevel.Warning });
        LogDeferred(1, pipeline);
        await pipeline.FlushAsync().WithinLimit();
        Assert.Empty(_writers);
    }

    [Theory]
    [InlineData(typeof(string), true)]
    [InlineData(typeof(int), true)]
    [InlineData(typeof(char), true)]
    [InlineData(typeof(nint), true)]
    [InlineData(typeof(decimal), true)]
    [InlineData(typeof(DateTimeOffset), true)]
    [InlineData(typeof(DayOfWeek), true)]
    [InlineData(typeof(Guid?), true)]
    [InlineData(typeof(object), false)]
    [InlineData(typeof(List<int>), false)]
    [InlineData(typeof(int[]), false)]
    [InlineData(typeof(Uri), false)]
    [InlineData(typeof(KeyValuePair<string, object>), false)]
    [InlineData(typeof(IFormattable), false)]
    public void OnlyTextAndScalarsMayWait(Type type, bool expected) =>
        Assert.Equal(expected, ValueCapture.IsTakenAsItIs(type));

    private void LogDeferred(int number, LogPipeline? pipeline = null, int heldBytes = 300) =>
        (pipeline ?? _pipeline).LogDeferred(
            LogLevel.Information,
            (pipeline ?? _pipeline).GetCategory("Shop"),
            (Number: number, Writers: _writers),
            static (writer, line) =>
            {
                line.Writers.Enqueue(Environment.CurrentManagedThreadId);
                writer.SetTemplate(MessageTemplate.Get("event {Number}"));
                writer.Add("Number", LogValue.From(line.Number));
                writer.AddAround("Place", LogValue.From("here"));
            },
            heldBytes
        );

    private async Task WakeUpAsync()
    {
        _engine.WakeUp();
        await _pipeline.FlushAsync().WithinLimit();
    }

    private static void Write(Ingress ingress, int count)
    {
        for (var i = 0; i < count; i++)
        {
            ingress.Write(Some.Numbered(0));
        }
    }

    private static long Number(LogEvent logEvent) => logEvent.TryGetProperty("Number", out var n) ? n.AsInt64 : -1;

    private sealed class HostileScopes : IExternalScopeProvider
    {
        public void ForEachScope<TState>(Action<object?, TState> callback, TState state) =>
            throw new InvalidOperationException();

        public IDisposable Push(object? state) => throw new InvalidOperationException();
    }
}
