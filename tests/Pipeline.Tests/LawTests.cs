using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests;

/// <summary>Laws of the pipeline as a whole; those of one part are proved beside that part, under the trait <c>Law</c>.</summary>
public sealed class LawTests
{
    [Fact]
    [Trait("Law", "4")]
    public async Task Law4ADropIsCountedByReasonAndLevelAndToldInTheStreamAndOnStderr()
    {
        var clock = new ManualClock(Some.Time);
        var stderr = new SharedText();
        var gate = new TaskCompletionSource<SinkResult>();
        var sink = new CollectingSink { OnWrite = (_, _) => new(gate.Task) };
        var builder = LogPipeline.CreateBuilder().AddSink("slow", _ => sink.Create(), o => o with { Queue = Ten });
        builder.Clock = clock;
        builder.SelfLogWriter = stderr;
        var pipeline = builder.Build();
        var logger = pipeline.LoggerProvider.CreateLogger("Shop");
        logger.LogInformation("in flight");
        await Eventually.HoldsAsync(() => sink.Attempts.Count == 1, "the first is in flight");
        for (var i = 0; i < 100; i++)
        {
            logger.LogDebug("event {Number}", i);
        }

        await Eventually.HoldsAsync(
            () => pipeline.Sinks[0].Ledger.Dropped == 91,
            "91 of 100 do not fit beside the nine"
        );
        await HasHandledAllAsync(pipeline, "slow");
        clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.HoldsAsync(() => stderr.ToString().Length > 0, "stderr is told");
        Assert.Equal("actorlog: sink 'slow': dropped 91 events (queue-full)", stderr.ToString().Trim());
        gate.SetResult(SinkResult.Delivered);
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(
            "91 events were dropped here (queue-full; Debug 91), between sequence 11 and 101",
            sink.Delivered.Single(e => e.Category == "ActorLog").Message
        );
        Assert.Equal(new SinkLedger(101, 0, 10, 91, 0, 0), pipeline.Sinks[0].Ledger);
        await StopAsync(pipeline, clock);
    }

    [Fact]
    [Trait("Law", "4")]
    public async Task Law4WhatTheFullIngressRefusesIsCountedAndToldInTheStream()
    {
        var clock = new ManualClock(Some.Time);
        var sink = new CollectingSink();
        var engine = new SleepingEngine();
        var builder = LogPipeline.CreateBuilder().AddSink("sink", _ => sink.Create()).UseEngine(() => engine);
        builder.Clock = clock;
        builder.SelfLogWriter = TextWriter.Null;
        var pipeline = builder.With(o => o with { Queue = Ten }).Build();
        var logger = pipeline.LoggerProvider.CreateLogger("Shop");
        for (var i = 0; i < 50; i++)
        {
            logger.LogInformation("event {Number}", i);
        }

        logger.LogError("an error finds the last tenth");
        Assert.Equal(41, pipeline.Refused[DropReason.QueueFull, LogLevel.Information]);
        Assert.Equal(10, pipeline.Accepted);
        clock.Advance(TimeSpan.FromSeconds(1));
        engine.WakeUp();
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(11, sink.Delivered.Count);
        Assert.StartsWith("41 events were dropped here (queue-full; Information 41)", sink.Messages[^1]);
        await StopAsync(pipeline, clock);
    }

    [Fact]
    [Trait("Law", "4")]
    public async Task Law4DropOldestKeepsTheLatestOfTheIngress()
    {
        var sink = new CollectingSink();
        var engine = new SleepingEngine();
        var builder = LogPipeline.CreateBuilder().AddSink("sink", _ => sink.Create()).UseEngine(() => engine);
        builder.SelfLogWriter = TextWriter.Null;
        await using var pipeline = builder
            .With(o => o with { Queue = Ten with { WhenFull = WhenFull.DropOldest } })
            .Build();
        var logger = pipeline.LoggerProvider.CreateLogger("Shop");
        for (var i = 1; i <= 50; i++)
        {
            logger.LogInformation("event {Number}", i);
        }

        engine.WakeUp();
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(
            Enumerable.Range(42, 9).Select(n => $"event {n}"),
            sink.Delivered.Where(e => e.Category == "Shop").Select(e => e.Message)
        );
        Assert.Equal(41, pipeline.Sinks[0].Ledger.Dropped);
        Assert.True(pipeline.Sinks[0].Ledger.IsBalanced);
    }

    [Theory]
    [Trait("Law", "8")]
    [InlineData("return", 0)]
    [InlineData("exit", 3)]
    [InlineData("late", 0)]
    [InlineData("throw", 134)]
    [InlineData("signal", 143)]
    [InlineData("signal", 129, "HUP")]
    [InlineData("signal", 131, "QUIT")]
    [InlineData("beside", 143)]
    [InlineData("host", 0)]
    [InlineData("host", 129, "HUP")]
    public async Task Law8TheLastLineIsWrittenHoweverTheProcessEnds(string way, int exitCode, string signal = "TERM")
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "exit.log");
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "ExitApp.dll"), way, path },
        };
        using var process = Process.Start(start)!;
        _ = process.StandardError.ReadToEndAsync();
        if (way is "signal" or "beside" or "host")
        {
            Assert.Equal("ready", await process.StandardOutput.ReadLineAsync().WithinLimit());
            using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        }

        await process.WaitForExitAsync().WithinLimit();
        Assert.Equal(exitCode, process.ExitCode);
        var lines = File.ReadLines(path).Where(line => line.StartsWith("line ", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(1, 1_000).Select(n => $"line {n}"), lines);
    }

    [Fact]
    [Trait("Law", "4")]
    public async Task Law4WhatIsNotDeliveredWhenASignalEndsTheProcessIsTold()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "ExitApp.dll"), "down", "" },
        };
        using var process = Process.Start(start)!;
        var told = process.StandardError.ReadToEndAsync();
        Assert.Equal("ready", await process.StandardOutput.ReadLineAsync().WithinLimit());
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync().WithinLimit();
        Assert.Equal(143, process.ExitCode);
        Assert.Contains("the process ends by SIGTERM before all events are delivered: file: accepted", await told);
    }

    [Fact]
    [Trait("Law", "1")]
    public async Task Law1AFileThatReachesTheLimitOfTheProcessDoesNotEndIt()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "limit.log");
        var app = Path.Combine(AppContext.BaseDirectory, "ExitApp.dll");

        // The runtime itself needs larger files to keep code from being written and run at once.
        var start = new ProcessStartInfo("sh", ["-c", $"ulimit -f 8; exec dotnet '{app}' limit '{path}'"])
        {
            Environment = { ["DOTNET_EnableWriteXorExecute"] = "0" },
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var told = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WithinLimit();
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("the file is as large as it may be: failure 1", await told);
        var lines = await File.ReadAllLinesAsync(path);
        Assert.Equal(Enumerable.Range(1, lines.Length).Select(n => $"line {n}"), lines);
    }

    [Fact]
    [Trait("Law", "1")]
    public async Task Law1AProcessWhoseWorkingDirectoryIsGoneLogsToAFullPath()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "exit.log");
        var app = Path.Combine(AppContext.BaseDirectory, "ExitApp.dll");
        var script = $"mkdir '{folder.Path}/gone'; cd '{folder.Path}/gone'; rmdir '{folder.Path}/gone'; ";
        var start = new ProcessStartInfo("sh", ["-c", $"{script} exec dotnet '{app}' return '{path}'"]);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync().WithinLimit();
        Assert.Equal(0, process.ExitCode);
        Assert.Equal(1_000, File.ReadLines(path).Count());
    }

    [Fact]
    [Trait("Law", "9")]
    public async Task Law9ASinkThatLogsDoesNotFeedItself()
    {
        ILogger? logger = null;
        var sink = new CollectingSink
        {
            OnWrite = async (_, _) =>
            {
                logger!.LogInformation("from inside the sink");
                await Task.Yield();
                logger!.LogInformation("and after an await");
                return SinkResult.Delivered;
            },
        };
        await using var pipeline = Running.Pipeline(sink);
        logger = pipeline.LoggerProvider.CreateLogger("Shop");
        logger.LogInformation("from outside");
        await pipeline.FlushAsync().WithinLimit();
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(["from outside"], sink.Messages);
    }

    [Fact]
    [Trait("Law", "10")]
    public async Task Law10WithADeadEndpointTheQueueStaysWithinItsLimitsInEventsAndBytes()
    {
        var dead = new CollectingSink
        {
            OnWrite = (_, _) => new(SinkResult.Failed(new SinkFailure(FailureKind.Transient, "connection refused"))),
        };
        var limits = new QueueOptions { MaxEvents = 1_000, MaxBytes = 256 * 1024 };
        var pipeline = Running.Pipeline(
            dead,
            o =>
                o with
                {
                    Queue = limits,
                    Batch = new BatchOptions { MaxEvents = 10 },
                }
        );
        var logger = pipeline.LoggerProvider.CreateLogger("Shop");
        for (var i = 0; i < 20_000; i++)
        {
            logger.LogInformation("event {Number} {Text}", i, new string('x', i % 2_000));
        }

        // What has been handed over counts as queued until the sink's actor has looked at it.
        await Eventually.HoldsAsync(
            () =>
                pipeline.Sinks[0]
                    is { QueuedEvents: >= 1 and <= 1_000 + 10, QueuedBytes: <= (256 * 1024) + (10 * 8_192) } status
                && status.QueuedEvents + status.Ledger.Dropped == 20_000,
            "what does not fit is dropped"
        );
        await pipeline.StopAsync(TimeSpan.Zero).WithinLimit();
    }

    private static readonly QueueOptions Ten = new() { MaxEvents = 10 };

    /// <summary>What a turn drops it counts at once and tells at its end: behind the next turn that is over for certain.</summary>
    private static async Task HasHandledAllAsync(LogPipeline pipeline, string sink)
    {
        pipeline.Pause(sink);
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].State == SinkState.Paused, "the sink has had its turn");
        pipeline.Resume(sink);
    }

    private static async Task StopAsync(LogPipeline pipeline, ManualClock clock)
    {
        var stopping = pipeline.StopAsync();
        await Eventually.HoldsAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(100));
                return stopping.IsCompleted;
            },
            "the pipeline stops"
        );
    }
}
