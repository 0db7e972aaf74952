using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Capture;

/// <summary>Law 1: <c>Log()</c> never throws, never re-enters the pipeline, and never waits unless that was chosen.</summary>
[Trait("Law", "1")]
public sealed class CallerTests
{
    [Fact]
    public async Task AHostileToStringIsReplacedByAPlaceholderThatSaysSo()
    {
        var message = await MessageOf(logger => logger.LogInformation("order {Order}", new Hostile()));
        Assert.Contains("threw InvalidOperationException", message);
        Assert.StartsWith("order ", message);
    }

    [Fact]
    public async Task AHostileFormatterIsReplacedByAPlaceholderThatSaysSo()
    {
        var message = await MessageOf(logger =>
            logger.Log(LogLevel.Information, 0, 42, null, (_, _) => throw new InvalidOperationException())
        );
        Assert.Equal("[System.Int32: its formatter threw InvalidOperationException]", message);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(int.MaxValue)]
    public async Task ALevelBeyondThoseThatExistCountsAsCritical(int level)
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        Logger(pipeline).Log((LogLevel)level, "by a logger");
        pipeline.Log(new() { Level = (LogLevel)level, Message = "by a bridge" });
        pipeline.TryWrite(new() { Level = (LogLevel)level, Message = "by an input" });
        await pipeline.FlushAsync().WithinLimit();

        Assert.Equal(["by a logger", "by a bridge", "by an input"], sink.Messages);
        Assert.All(sink.Delivered, e => Assert.Equal(LogLevel.Critical, e.Event.Level));
        await pipeline.StopAsync().WithinLimit();
        Logger(pipeline).Log((LogLevel)level, "late");
        Assert.Equal(1, pipeline.Refused[DropReason.Stopped, LogLevel.Critical]);
    }

    [Fact]
    public async Task AHostileStateCostsItsPropertiesAndNotTheMessage()
    {
        var message = await MessageOf(logger =>
            logger.Log<IEnumerable>(LogLevel.Information, 0, new HostileState(), null, (_, _) => "text")
        );
        Assert.Equal($"text [{typeof(HostileState)}: enumerating threw NotSupportedException]", message);
    }

    [Fact]
    public async Task ATemplateWithMoreHolesThanArgumentsStillTellsWhatThereIs()
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        var logger = Logger(pipeline);
        using (logger.BeginScope("request {Request}", "r-1"))
        {
#pragma warning disable CA2017 // The mistake is the point.
            logger.LogError(new InvalidOperationException("why"), "order {Order} of {User}", 7);
#pragma warning restore CA2017
        }

        await pipeline.FlushAsync().WithinLimit();

        Assert.Equal("order {Order} of {User} [more holes than arguments]", sink.Messages[0]);
        Assert.Equal("why", sink.Delivered[0].Event.Exception!.Message);
        Assert.Equal(["Order", "Request"], sink.Delivered[0].Event.Properties.ToArray().Select(p => p.Name));
        Assert.Equal(1, sink.Delivered[0].Event.MessagePropertyCount);
        Assert.Equal(["request r-1"], sink.Delivered[0].Event.Scopes);
    }

    [Fact]
    public async Task AHostileProviderOfScopesCostsTheScopesAlone()
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        ((ISupportExternalScope)pipeline.LoggerProvider).SetScopeProvider(new HostileScopes());
        Logger(pipeline).LogInformation("order {Order}", 7);
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(["order 7"], sink.Messages);
        Assert.Equal(["[the scopes could not be read: NotSupportedException]"], sink.Delivered[0].Event.Scopes);
    }

    [Fact]
    public async Task AHostileExceptionStillGivesAnEvent()
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        Logger(pipeline).LogError(new HostileException(), "failed");
        await pipeline.FlushAsync().WithinLimit();
        var type = typeof(HostileException).FullName;
        Assert.Equal(
            [
                $"{type}: [its message could not be read]",
                $"[{type}: its text could not be read, InvalidOperationException]",
            ],
            sink.Delivered[0].Event.Exception!.Text.Split(Environment.NewLine)
        );
    }

    [Fact]
    public async Task OfAnExceptionWithAHostileInnerOneAllThatCanBeReadIsKept()
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        var cause = new ArgumentException("no such item", new HostileException());
        Logger(pipeline).LogError(new InvalidOperationException("order 5 failed", cause), "failed");
        await pipeline.FlushAsync().WithinLimit();
        var exception = sink.Delivered[0].Event.Exception!;
        Assert.Equal("order 5 failed", exception.Message);
        Assert.Equal(
            [
                "System.InvalidOperationException: order 5 failed",
                " ---> System.ArgumentException: no such item",
                $" ---> {typeof(HostileException).FullName}: [its message could not be read]",
                "[System.InvalidOperationException: its text could not be read, InvalidOperationException]",
            ],
            exception.Text.Split(Environment.NewLine)
        );
    }

    [Fact]
    public async Task AHostileScopeStillGivesAnEvent()
    {
        var message = await MessageOf(logger =>
        {
            using (logger.BeginScope(new Hostile()))
            {
                logger.LogInformation("inside");
            }
        });
        Assert.Equal("inside", message);
    }

    [Fact]
    public async Task AToStringThatLogsDoesNotReEnterAndIsCounted()
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        var logger = Logger(pipeline);
        logger.LogInformation("order {Order}", new Chatty(logger));
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(["order chatty"], sink.Messages);
        Assert.Equal(1, pipeline.Refused[DropReason.Reentrant, LogLevel.Information]);
    }

    [Fact]
    public async Task AfterTheEndOfThePipelineLoggingIsHarmlessAndCounted()
    {
        var pipeline = Running.Pipeline(new CollectingSink());
        var logger = Logger(pipeline);
        await pipeline.StopAsync().WithinLimit();
        logger.LogInformation("late");
        Assert.Equal(1, pipeline.Refused[DropReason.Stopped, LogLevel.Information]);
    }

    [Fact]
    public async Task AFullQueueDoesNotHoldTheCallerUpUnlessAskedTo()
    {
        var never = new TaskCompletionSource<SinkResult>();
        var sink = new CollectingSink { OnWrite = (_, _) => new(never.Task) };
        var pipeline = Running.Pipeline(sink, o => o with { Queue = new QueueOptions { MaxEvents = 10 } });
        var logger = Logger(pipeline);
        for (var i = 0; i < 1_000; i++)
        {
            logger.LogInformation("event {Number}", i);
        }

        await Eventually.HoldsAsync(
            () => pipeline.Sinks[0].Ledger is { Accepted: 1_000, Dropped: >= 900 },
            "the drops"
        );
        never.SetResult(SinkResult.Delivered);
        await pipeline.StopAsync().WithinLimit();
    }

    [Fact]
    public async Task WaitingForAFullSinkEndsWhenThereIsRoom()
    {
        var gate = new TaskCompletionSource<SinkResult>();
        var sink = new CollectingSink { OnWrite = (_, _) => new(gate.Task) };
        var wait = new QueueOptions
        {
            MaxEvents = 20,
            WhenFull = WhenFull.Wait,
            MaxWait = TimeSpan.FromMinutes(1),
        };
        await using var pipeline = Running.Pipeline(
            sink,
            o => o with { Queue = wait, Timeout = TimeSpan.FromMinutes(5) },
            o => o with { Queue = wait }
        );
        var logger = Logger(pipeline);
        var written = 0;
        var caller = Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < 2_000; i++)
                {
                    logger.LogInformation("event {Number}", i);
                    Volatile.Write(ref written, i + 1);
                }
            },
            TaskCreationOptions.LongRunning
        );
        await Eventually.HoldsAsync(
            () => pipeline.TryWrite(new() { Message = "probe" }) == WriteOutcome.Full,
            "the callers have to wait"
        );
        Assert.True(Volatile.Read(ref written) < 2_000);
        sink.OnWrite = (_, _) => new(SinkResult.Delivered);
        gate.SetResult(SinkResult.Delivered);
        await caller.WithinLimit();
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(0, pipeline.Sinks[0].Ledger.Dropped);
        Assert.Equal(0, pipeline.Refused.Total);
        Assert.Equal(sink.Sequences.Order(), sink.Sequences);
    }

    [Fact]
    public async Task WaitingIsNoLongerThanMaxWait()
    {
        var clock = new ManualClock(Some.Time);
        var never = new TaskCompletionSource<SinkResult>();
        var sink = new CollectingSink { OnWrite = (_, _) => new(never.Task) };
        var wait = new QueueOptions
        {
            MaxEvents = 1,
            WhenFull = WhenFull.Wait,
            MaxWait = TimeSpan.FromSeconds(3),
        };
        var pipeline = Running.Pipeline(sink, o => o with { Queue = wait }, clock: clock);
        var logger = Logger(pipeline);
        await Eventually.HoldsAsync(() => pipeline.TryWrite(new() { Message = "x" }) == WriteOutcome.Full, "full");
        var caller = Task.Factory.StartNew(() => logger.LogInformation("waits"), TaskCreationOptions.LongRunning);
        var deadline = Some.Time + TimeSpan.FromSeconds(3);
        await Eventually.HoldsAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(10));
                return caller.IsCompleted;
            },
            "the caller returns"
        );
        Assert.True(clock.GetUtcNow() >= deadline);
        never.SetResult(SinkResult.Delivered);
        var stopping = pipeline.StopAsync(TimeSpan.Zero);
        await Eventually.HoldsAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(100));
                return stopping.IsCompleted;
            },
            "the pipeline stops"
        );
    }

    private static ILogger Logger(LogPipeline pipeline) => pipeline.LoggerProvider.CreateLogger("Shop");

    private static async Task<string> MessageOf(Action<ILogger> log)
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        log(Logger(pipeline));
        await pipeline.FlushAsync().WithinLimit();
        return Assert.Single(sink.Messages);
    }

    private sealed class Hostile
    {
        public override string ToString() => throw new InvalidOperationException("hostile");
    }

    private sealed class Chatty(ILogger logger)
    {
        public override string ToString()
        {
            logger.LogInformation("from inside {Self}", this);
            return "chatty";
        }
    }

    private sealed class HostileException : Exception
    {
        public override string Message => throw new InvalidOperationException("hostile");
    }

    private sealed class HostileScopes : IExternalScopeProvider
    {
        public void ForEachScope<TState>(Action<object?, TState> callback, TState state) =>
            throw new NotSupportedException();

        public IDisposable Push(object? state) => throw new NotSupportedException();
    }

    private sealed class HostileState : IReadOnlyList<KeyValuePair<string, object?>>
    {
        public int Count => throw new NotSupportedException();

        public KeyValuePair<string, object?> this[int index] => throw new NotSupportedException();

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => throw new NotSupportedException();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
