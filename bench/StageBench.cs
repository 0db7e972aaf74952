using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Capture;
using ActorLog.Events;
using ActorLog.Routing;
using ActorLog.Runtime;
using ActorLog.Runtime.Delivery;
using ActorLog.Runtime.Intake;
using ActorLog.Sinks;
using ActorLog.Text;
using Microsoft.Extensions.Logging;

namespace ActorLog.Bench;

/// <summary>Where the nanoseconds go: each stage of an event's way alone, on one thread, on warm caches.</summary>
internal static class StageBench
{
    private const int Slice = 256;

    public static Task<IReadOnlyList<BenchRow>> RunAsync(BenchArguments arguments)
    {
        var slices = (arguments.Events ?? 1_000_000) / Slice;
        var rows = new List<BenchRow>();
        foreach (var (name, run) in Stages().Concat(Calls()))
        {
            var runs = new List<BenchRow>();
            for (var i = -2; i < (arguments.Runs ?? 5); i++)
            {
                var measurement = new Measurement(slices * Slice);
                for (var slice = 0; slice < slices; slice++)
                {
                    run();
                }

                var row = measurement.End(name);
                if (i >= 0)
                {
                    runs.Add(row);
                }
            }

            rows.Add(BenchRow.MedianOf(runs));
        }

        return Task.FromResult<IReadOnlyList<BenchRow>>(rows);
    }

    private static IEnumerable<(string Name, Action Run)> Stages()
    {
        var events = new LogEvent[Slice];
        var category = new LogCategory("Bench.Category");
        var router = new Router([RouteAll()], LogLevel.Trace, new Dictionary<string, LogLevel>());
        var ingress = new Ingress(new QueueOptions(), TimeSpan.FromSeconds(30), TimeProvider.System, "session");
        ingress.Sleep.AddLane(new QueueOptions());
        var output = new DeliveryOutput();
        var machine = new DeliveryMachine(new DeliveryOptions { Key = "bench" }, () => 0);
        var formatter = LogFormats.Create("text", TimeProvider.System);
        var buffer = new ArrayBufferWriter<byte>(1 << 20);
        var capturing = new CapturingLogger(events, category);
        long ticket = 0;
        Capture(capturing);

        yield return ("clock", () => Repeat(events, static e => e.UtcTicks = TimeProvider.System.GetUtcNow().UtcTicks));
        yield return ("rent-and-return", () => Repeat(events, static _ => EventPool.Return(EventPool.Rent())));
        yield return ("surroundings", () => Repeat(events, static e => Surroundings.Capture(e, TimeProvider.System)));
        yield return ("capture", () => Capture(capturing));
        yield return ("measure", () => Repeat(events, static e => e.Measure()));
        yield return (
            "ingress",
            () =>
            {
                foreach (var e in events)
                {
                    ingress.Write(e);
                }

                ingress.Take(events, out _);
            }
        );
        yield return (
            "route",
            () =>
            {
                foreach (var e in events)
                {
                    e.Share(router.Candidates(e).Length);
                }
            }
        );
        yield return (
            "machine",
            () =>
            {
                machine.Offer(events, events.Sum(e => (long)e.HeldBytes), TimeSpan.Zero, output);
                machine.Written(++ticket, SinkResult.Delivered, TimeSpan.Zero, output);
                foreach (var command in output.Commands)
                {
                    if (command.ReturnArray)
                    {
                        ArrayPool<LogEvent>.Shared.Return(command.Events!);
                    }
                }

                output.Clear();
            }
        );
        yield return (
            "format",
            () =>
            {
                buffer.ResetWrittenCount();
                foreach (var e in events)
                {
                    formatter.Format(e, buffer);
                }
            }
        );
    }

    /// <summary>A whole call through a logger factory into a queue that has room, and the event taken out and back to the pool.</summary>
    private static IEnumerable<(string Name, Action Run)> Calls()
    {
        var pipeline = LogPipeline.CreateBuilder().AddSink("null", _ => new NullSink()).Build();
        var ingress = new Ingress(new QueueOptions(), TimeSpan.FromSeconds(30), TimeProvider.System, "session");
        ingress.Sleep.AddLane(new QueueOptions());
        var provider = (ActorLoggerProvider)pipeline.LoggerProvider;
        var own = new ActorLogger(ingress, new LogCategory("Bench"), LogLevel.Debug, provider, TimeProvider.System);
        var factory = new LoggerFactory();
        factory.AddProvider(new OneLogger(own));
        var logger = factory.CreateLogger("Bench");
        var taken = new LogEvent[Slice];
        var (action, elapsed) = ("checkout", 12.5);
        yield return (
            "call",
            () =>
            {
                for (var i = 0; i < Slice; i++)
                {
                    logger.LogInformation("user {UserId} did {Action} in {Elapsed} ms", i, action, elapsed);
                }

                Drain(ingress, taken);
            }
        );
        yield return (
            "call-interpolated",
            () =>
            {
                for (var i = 0; i < Slice; i++)
                {
                    logger.Info($"user {i} did {action} in {elapsed} ms");
                }

                Drain(ingress, taken);
            }
        );
    }

    private static void Drain(Ingress ingress, LogEvent[] taken)
    {
        var count = ingress.Take(taken, out _);
        foreach (var logEvent in taken.AsSpan(0, count))
        {
            EventPool.Return(logEvent);
        }
    }

    private static Route RouteAll() =>
        new(LogLevel.Trace, new Dictionary<string, LogLevel>(), EventMatch.Nothing, EventMatch.Nothing);

    private static void Repeat(LogEvent[] events, Action<LogEvent> act)
    {
        foreach (var e in events)
        {
            act(e);
        }
    }

    private static void Capture(CapturingLogger logger)
    {
        for (var i = 0; i < Slice; i++)
        {
            logger.LogInformation("user {UserId} did {Action} in {Elapsed} ms", i, "checkout", 12.5);
        }
    }

    /// <summary>Captures into events of its own, again and again, and hands nothing on.</summary>
    private sealed class CapturingLogger(LogEvent[] events, LogCategory category) : ILogger
    {
        private int _next;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            ref var slot = ref events[_next++ & (Slice - 1)];
            slot ??= new LogEvent();
            slot.Reset();
            slot.Category = category;
            slot.Level = logLevel;
            Surroundings.Capture(slot, TimeProvider.System);
            StateReader.Capture(slot, state, exception, formatter);
            slot.Measure();
        }
    }

    private sealed class OneLogger(ILogger logger) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => logger;

        public void Dispose() { }
    }
}
