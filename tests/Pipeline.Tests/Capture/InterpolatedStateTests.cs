using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Kit;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Capture;

/// <summary>Interpolated messages with other providers, beside ours and without ours.</summary>
public sealed class InterpolatedStateTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OthersSeeTemplatePropertiesAndTextBeforeAndAfterUs(bool areFirst)
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        var other = new ReadingProvider();
        using var loggers = new LoggerFactory();
        loggers.AddProvider(areFirst ? other : pipeline.LoggerProvider);
        loggers.AddProvider(areFirst ? pipeline.LoggerProvider : other);
        var logger = loggers.CreateLogger("Shop");
        Log(logger, 1, "checkout");
        Log(logger, 2, "return");
        logger.Info("plain {text}");
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(
            [
                "user 01 did checkout: id=1, action=checkout, {OriginalFormat}=user {id:00} did {action}",
                "user 02 did return: id=2, action=return, {OriginalFormat}=user {id:00} did {action}",
                "plain {text}: {OriginalFormat}=plain {text}",
            ],
            other.Seen
        );
        Assert.Equal(["user 01 did checkout", "user 02 did return", "plain {text}"], sink.Messages);
    }

    [Fact]
    public async Task WhoLookedAtAStateCanKeepIt()
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        var other = new ReadingProvider();
        using var loggers = new LoggerFactory();
        loggers.AddProvider(pipeline.LoggerProvider);
        loggers.AddProvider(other);
        await LogManyAsync(loggers.CreateLogger("Shop"), pipeline);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"user {i:00} did x"), other.Kept.Select(s => $"{s}"));
        Assert.All(other.Kept, state => Assert.Equal(3, ((IReadOnlyList<KeyValuePair<string, object?>>)state).Count));
    }

    [Fact]
    public async Task WithoutUsAStateCanBeReadAtAnyTime()
    {
        var other = new ReadingProvider { Reads = false };
        using var loggers = new LoggerFactory();
        loggers.AddProvider(other);
        await LogManyAsync(loggers.CreateLogger("Shop"), null);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"user {i:00} did x"), other.Kept.Select(s => $"{s}"));
    }

    [Fact]
    public async Task WhoFirstLooksAtAStateAfterTheCallFindsNoOtherCallsValues()
    {
        await using var pipeline = Running.Pipeline(new CollectingSink());
        var other = new ReadingProvider { Reads = false };
        using var loggers = new LoggerFactory();
        loggers.AddProvider(other);
        loggers.AddProvider(pipeline.LoggerProvider);
        await LogManyAsync(loggers.CreateLogger("Shop"), pipeline);
        Assert.All(
            other.Kept,
            state =>
            {
                Assert.Equal("[the message was first read after its call had ended]", state.ToString());
                Assert.Empty((IReadOnlyList<KeyValuePair<string, object?>>)state);
            }
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AProviderMayPassTheStateOnToUsLaterAndElsewhere(bool reads)
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        var other = new ReadingProvider { Reads = reads, PassesOnTo = pipeline.LoggerProvider.CreateLogger("Shop") };
        using var loggers = new LoggerFactory();
        loggers.AddProvider(other);
        await LogManyAsync(loggers.CreateLogger("Shop"), null);
        await Task.Run(() => other.Later.ForEach(log => log())).WithinLimit();
        other.Later.ForEach(log => log());
        await pipeline.FlushAsync().WithinLimit();
        var once = Enumerable.Range(0, 100).Select(i => $"user {i:00} did x").ToArray();
        Assert.Equal([.. once, .. once], sink.Messages);
        Assert.All(sink.Delivered, e => Assert.Equal("user {id:00} did {action}", e.Event.Template.Text));
    }

    [Fact]
    public async Task AStateThatIsPassedOnTooLateStillGivesAnEvent()
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        var other = new ReadingProvider { Reads = false, PassesOnTo = pipeline.LoggerProvider.CreateLogger("Shop") };
        using var loggers = new LoggerFactory();
        loggers.AddProvider(other);
        loggers.AddProvider(pipeline.LoggerProvider);
        var logger = loggers.CreateLogger("Shop");
        for (var i = 0; i < 300; i++)
        {
            Log(logger, i, "x");
            other.Later[i]();
            await pipeline.FlushAsync().WithinLimit();
        }

        const string TooLate = "[the message was first read after its call had ended]";
        var expected = Enumerable.Range(0, 300).SelectMany(i => (string[])[$"user {i:00} did x", TooLate]);
        Assert.Equal(expected, sink.Messages);
    }

    [Fact]
    public async Task TwoPipelinesBothGetTheEvent()
    {
        var (first, second) = (new CollectingSink(), new CollectingSink());
        await using var one = Running.Pipeline(first);
        await using var two = Running.Pipeline(second);
        using var loggers = new LoggerFactory();
        loggers.AddProvider(one.LoggerProvider);
        loggers.AddProvider(two.LoggerProvider);
        await LogManyAsync(loggers.CreateLogger("Shop"), one);
        await two.FlushAsync().WithinLimit();
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"user {i:00} did x"), first.Messages);
        Assert.Equal(first.Messages, second.Messages);
        Assert.Equal(first.Sequences, second.Sequences);
    }

    [Fact]
    public async Task AnotherProviderThatThrowsDoesNotKeepTheEventFromUs()
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        using var loggers = new LoggerFactory();
        loggers.AddProvider(pipeline.LoggerProvider);
        loggers.AddProvider(new ReadingProvider { Fails = true });
        Assert.Throws<AggregateException>(() => Log(loggers.CreateLogger("Shop"), 1, "x"));
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(["user 01 did x"], sink.Messages);
    }

    private static void Log(ILogger logger, int id, string action) => logger.Info($"user {id:00} did {action}");

    private static async Task LogManyAsync(ILogger logger, LogPipeline? pipeline)
    {
        for (var i = 0; i < 100; i++)
        {
            Log(logger, i, "x");
        }

        if (pipeline is not null)
        {
            await pipeline.FlushAsync().WithinLimit();
        }
    }

    private sealed class ReadingProvider : ILoggerProvider, ILogger
    {
        public bool Reads { get; init; } = true;

        public bool Fails { get; init; }

        public List<string> Seen { get; } = [];

        public List<object> Kept { get; } = [];

        public ILogger? PassesOnTo { get; init; }

        public List<Action> Later { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            Kept.Add(state!);
            Later.Add(() => PassesOnTo!.Log(logLevel, eventId, state, exception, formatter));
            if (Fails)
            {
                throw new InvalidOperationException("hostile");
            }

            if (Reads)
            {
                var pairs = (IReadOnlyList<KeyValuePair<string, object?>>)state!;
                Seen.Add(
                    $"{formatter(state, exception)}: {string.Join(", ", pairs.Select(pair => $"{pair.Key}={pair.Value}"))}"
                );
            }
        }

        public void Dispose() { }
    }
}
