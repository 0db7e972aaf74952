using System;
using System.Buffers;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Journal;
using ActorLog.Kit;
using ActorLog.Sinks;
using ActorLog.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace ActorLog.Tests.Runtime.Durability;

/// <summary>What a destination will never take is on the disk before it counts as settled.</summary>
[Trait("Law", "7")]
public sealed class BuriedEventsTests : IDisposable
{
    private static readonly SinkFailure No = new(FailureKind.Rejected, "HTTP 400")
    {
        Status = 400,
        Response = "no such field",
    };

    private readonly TempFolder _folder = new();
    private readonly SharedText _stderr = new();
    private readonly CollectingSink _sink = new();

    public BuriedEventsTests() =>
        _sink.OnWrite = (batch, _) =>
            new(batch.Events.ToArray().Any(e => e.Sequence % 3 == 0) ? SinkResult.Failed(No) : SinkResult.Delivered);

    public void Dispose()
    {
        _folder.Dispose();
        _stderr.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RejectedEventsAreKeptWithAllThatIsKnown(bool durable)
    {
        await using var pipeline = Builder(durable).Build();
        Write(pipeline, 10);
        await pipeline.FlushAsync().WithinLimit();

        var letters = DeadLetterArchive.Open(Letters).Read().ToArray();
        Assert.Equal([3, 6, 9], letters.Select(letter => letter.Event.Sequence));
        Assert.Equal(["message 3", "message 6", "message 9"], letters.Select(l => LogFormats.MessageOf(l.Event)));
        Assert.All(
            letters,
            letter => Assert.Equal(("sink", No, false), (letter.Sink, letter.Failure, letter.IsReplaced))
        );
        Assert.All(letters, letter => Assert.InRange(letter.Attempts, 1, 10));
        Assert.Equal((7, 3, 0), Counts(pipeline));
        Assert.Equal([1, 2, 4, 5, 7, 8, 10], _sink.Sequences);
        Assert.True((await pipeline.StopAsync().WithinLimit()).IsLossless);
    }

    [Fact]
    public async Task WhileTheDiskDoesNotTakeALetterItsEventIsNotSettled()
    {
        var disk = new CrashDisk();
        var clock = new ManualClock(Some.Time);
        var builder = Builder(durable: true);
        (builder.Disk, builder.Clock) = (disk, clock);
        await using var pipeline = builder.Build();
        disk.Fault = (action, path) =>
            action == DiskAction.Sync && path.Contains("dead-letters", StringComparison.Ordinal)
                ? new IOException("no space left")
                : null;
        Write(pipeline, 4);
        var flushed = pipeline.FlushAsync();
        await Eventually.HoldsAsync(() => _stderr.ToString().Contains("no space left", StringComparison.Ordinal));
        await Eventually.HoldsAsync(() => Counts(pipeline) == (3, 0, 1), "the others are delivered");
        Assert.False(flushed.IsCompleted);

        var health = await new PipelineHealthCheck(pipeline).CheckHealthAsync(new HealthCheckContext());
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("dead letters cannot be kept: no space left", health.Description, StringComparison.Ordinal);

        // What the power takes now is in the journal still.
        Assert.Equal(1, pipeline.Sinks[0].Ledger.Buffered);
        disk.Fault = (_, _) => null;
        await Eventually.HoldsAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(100));
                return flushed.IsCompleted;
            },
            "the letter is kept"
        );

        Assert.Equal((3, 1, 0), Counts(pipeline));
        health = await new PipelineHealthCheck(pipeline).CheckHealthAsync(new HealthCheckContext());
        Assert.Equal(HealthStatus.Healthy, health.Status);
    }

    [Fact]
    public async Task WhatCouldNotBeKeptAtTheEndStaysInTheJournal()
    {
        var disk = new CrashDisk();
        var builder = Builder(durable: true).With(o => o with { ShutdownTimeout = TimeSpan.FromMilliseconds(200) });
        builder.Disk = disk;
        var pipeline = builder.Build();
        disk.Fault = (action, path) =>
            action == DiskAction.Sync && path.Contains("dead-letters", StringComparison.Ordinal)
                ? new IOException("no space left")
                : null;
        Write(pipeline, 4);
        await pipeline.StopAsync().WithinLimit();
        disk.Fault = (_, _) => null;
        _sink.OnWrite = (_, _) => new(SinkResult.Delivered);
        builder = Builder(durable: true);
        builder.Disk = disk;
        await using var next = builder.Build();
        await next.FlushAsync().WithinLimit();

        Assert.Contains("message 3", _sink.Messages);
    }

    [Fact]
    public async Task TheOriginalOfAPlaceholderIsKept()
    {
        await using var pipeline = Builder(durable: false)
            .AddSink("safe", context => new FormattingSink(context), o => o with { MaxEventBytes = 1024 })
            .Build();
        pipeline.Log(new LogEventDraft { Message = "poison" });
        pipeline.Log(new LogEventDraft { Message = new string('x', 2000) });
        pipeline.Log(new LogEventDraft { Message = "plain" });
        await pipeline.FlushAsync().WithinLimit();

        var letters = DeadLetterArchive.Open(Letters).Read().Where(letter => letter.Sink == "safe").ToArray();
        Assert.Equal([1, 2], letters.Select(letter => letter.Event.Sequence));
        Assert.All(letters, letter => Assert.True(letter.IsReplaced));
        Assert.Equal("could not be formatted: InvalidOperationException", letters[0].Failure.Reason);
        Assert.Equal("is too large: 2000 bytes, at most 1024 are taken", letters[1].Failure.Reason);
        Assert.Equal(new string('x', 2000), LogFormats.MessageOf(letters[1].Event));

        // The self-log writes by itself, apart from everybody.
        await Eventually.HoldsAsync(
            () => _stderr.ToString().Contains("a placeholder was delivered", StringComparison.Ordinal),
            "the operator is told"
        );
    }

    [Fact]
    public async Task WithoutAPlaceTheyAreCountedAndThatIsALoss()
    {
        var pipeline = Builder(durable: false).With(o => o with { DeadLetters = new() }).Build();
        Write(pipeline, 3);
        await pipeline.FlushAsync().WithinLimit();

        Assert.Equal((2, 1, 0), Counts(pipeline));
        Assert.False((await pipeline.StopAsync().WithinLimit()).IsLossless);
        Assert.False(Directory.Exists(Letters));
    }

    private string Letters => _folder.File("dead-letters");

    private static (long Delivered, long DeadLettered, long Buffered) Counts(LogPipeline pipeline)
    {
        var ledger = pipeline.Sinks[0].Ledger;
        return (ledger.Delivered, ledger.DeadLettered, ledger.Buffered);
    }

    private static void Write(LogPipeline pipeline, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            pipeline.Log(new LogEventDraft { Message = $"message {i}" });
        }
    }

    private PipelineBuilder Builder(bool durable)
    {
        var builder = LogPipeline
            .CreateBuilder()
            .With(o =>
                o with
                {
                    Journal = new JournalOptions { Enabled = durable, Path = _folder.Path },
                    DeadLetters = new DeadLetterOptions { Path = durable ? "" : Letters },
                }
            )
            .AddSink("sink", _ => _sink.Create(), o => o with { Durable = durable });
        builder.SelfLogWriter = _stderr;
        return builder;
    }

    private sealed class FormattingSink(SinkContext context) : ILogSink
    {
        private readonly SafeFormatter _formatter = context.Safe(new Poisonable());

        public ValueTask<SinkResult> WriteAsync(LogBatch batch, CancellationToken cancellationToken)
        {
            var output = new ArrayBufferWriter<byte>();
            foreach (var logEvent in batch.Events)
            {
                _formatter.Format(logEvent, output);
            }

            return new(SinkResult.Delivered);
        }

        public ValueTask FlushAsync(CancellationToken cancellationToken) => default;

        public ValueTask DisposeAsync() => default;
    }

    private sealed class Poisonable : ILogFormatter
    {
        public void Format(LogEvent logEvent, IBufferWriter<byte> output)
        {
            if (LogFormats.MessageOf(logEvent) == "poison")
            {
                throw new InvalidOperationException();
            }

            LogFormats.WriteMessage(logEvent, output);
        }
    }
}
