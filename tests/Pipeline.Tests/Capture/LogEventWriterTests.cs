using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Capture;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Capture;

/// <summary>Events that a bridge writes straight into the pipeline.</summary>
public sealed class LogEventWriterTests
{
    private static readonly MessageTemplate Template = MessageTemplate.Parse("event {Number}");

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
            Log(pipeline, 2 * i + 1);
        }

        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"event {i}"), sink.Messages);
        Assert.Equal(Enumerable.Range(1, 1000).Select(i => (long)i), sink.Sequences);
    }

    [Fact]
    [Trait("Law", "2")]
    public async Task Law2ThreadAndScopesAreThoseOfTheCallAndStandBetweenMessageAndSurroundings()
    {
        var (sink, engine) = (new CollectingSink(), new SleepingEngine());
        await using var pipeline = Running.Pipeline(b => b.AddSink("sink", _ => sink.Create()).UseEngine(() => engine));
        using var loggers = new LoggerFactory([pipeline.LoggerProvider]);
        var thread = new Thread(() =>
        {
            var order = new List<KeyValuePair<string, object?>> { new("Order", new Changing()) };
            using (loggers.CreateLogger("app").BeginScope(order))
            {
                Changing.Text = "at the call";
                Log(pipeline, 7);
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
        Assert.Equal(["Number", "Order", "Place", "Role"], arrived.Properties.ToArray().Select(p => p.Name));
        Assert.Equal(1, arrived.MessagePropertyCount);
        Assert.True(arrived.TryGetProperty("Order", out var value));
        Assert.Equal("at the call", value.Text);
        Assert.Equal(("the caller", thread.ManagedThreadId), (arrived.ThreadName, arrived.ThreadId));
        Assert.Equal("Shop", arrived.Category.Name);
    }

    [Fact]
    public async Task AllThatIsSaidOfAnEventArrives()
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        var cause = ExceptionSnapshot.Of(new InvalidOperationException("out of tea"));
        pipeline.Log(
            LogLevel.Error,
            pipeline.GetCategory("Shop"),
            cause,
            static (writer, cause) =>
            {
                writer.SetMessage("text");
                writer.SetException(cause);
                writer.SetTrace("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");
            }
        );
        await pipeline.FlushAsync().WithinLimit();
        var arrived = Assert.Single(sink.Delivered).Event;
        Assert.Equal((LogLevel.Error, "text"), (arrived.Level, arrived.RenderedMessage));
        Assert.Same(cause, arrived.Exception);
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", arrived.TraceId);
        Assert.Equal("b7ad6b7169203331", arrived.SpanId);
    }

    [Fact]
    [Trait("Law", "2")]
    public async Task Law2ATypedValueIsTakenAsItsBoxWouldBe()
    {
        Action<LogEventWriter>[] pairs =
        [
            Pair(-1),
            Pair(-1L),
            Pair(1u),
            Pair(ulong.MaxValue),
            Pair((byte)1),
            Pair((ushort)1),
            Pair((short)-1, "x"),
            Pair((sbyte)-1, "X2"),
            Pair((nint)1),
            Pair(2.5),
            Pair(2.5f),
            Pair(2.5m),
            Pair(true),
            Pair('c'),
            Pair(Guid.Empty),
            Pair(Some.Time),
            Pair(Some.Time.UtcDateTime),
            Pair(TimeSpan.FromDays(1)),
            Pair(new DateOnly(2026, 1, 2)),
            Pair(DayOfWeek.Monday),
            Pair(DayOfWeek.Monday, "d"),
            Pair("text"),
            Pair<string?>(null),
            Pair<int?>(7),
            Pair<int?>(null),
            Pair(new List<int> { 1, 2 }),
            Pair(KeyValuePair.Create(1, "one")),
            Pair(LogValue.From("captured")),
        ];
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        foreach (var pair in pairs)
        {
            pipeline.Log(LogLevel.Information, pipeline.GetCategory(""), pair, static (writer, pair) => pair(writer));
        }

        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(pairs.Length, sink.Delivered.Count);
        Assert.All(sink.Delivered, e => Assert.Equal(e.Event.Properties[1].Value, e.Event.Properties[0].Value));
    }

    [Fact]
    [Trait("Law", "1")]
    public async Task Law1OneThatCannotBeWrittenSaysSoAndTheOthersArrive()
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        var category = pipeline.GetCategory("Shop");
        Log(pipeline, 1);
        pipeline.Log(LogLevel.Error, category, 2, static (_, _) => throw new InvalidOperationException());
        pipeline.Log(
            LogLevel.Error,
            category,
            3,
            static (writer, _) =>
            {
                writer.SetTemplate(Template);
                writer.AddAround("Place", LogValue.From("first"));
                writer.Add("Number", LogValue.From(3));
            }
        );
        Log(pipeline, 4);
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(
            [
                "event 1",
                "[the event could not be captured: InvalidOperationException]",
                "event {Number} [the event could not be captured: InvalidOperationException]",
                "event 4",
            ],
            sink.Messages
        );
        Assert.Equal(
            (LogLevel.Error, 0),
            (sink.Delivered[1].Event.Level, sink.Delivered[2].Event.MessagePropertyCount)
        );
    }

    [Fact]
    public async Task WhatNobodyWantsIsNotEvenWritten()
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink, options: o => o with { MinLevel = LogLevel.Warning });
        var category = pipeline.GetCategory("Shop");
        foreach (var level in (LogLevel[])[LogLevel.Information, LogLevel.None])
        {
            pipeline.Log(level, category, 0, static (_, _) => Assert.Fail("it was written"));
        }

        await pipeline.FlushAsync().WithinLimit();
        Assert.Empty(sink.Delivered);
    }

    [Fact]
    public async Task TheTimeOfTheCallIsTakenUnlessThePipelineGoesByAnotherClock()
    {
        var (system, manual) = (new CollectingSink(), new CollectingSink());
        await using (var pipeline = Running.Pipeline(system))
        {
            pipeline.Log(LogLevel.Information, pipeline.GetCategory(""), 0, static (_, _) => { }, utcTicks: 77);
            await pipeline.FlushAsync().WithinLimit();
        }

        await using (var pipeline = Running.Pipeline(manual, clock: new ManualClock(Some.Time)))
        {
            pipeline.Log(LogLevel.Information, pipeline.GetCategory(""), 0, static (_, _) => { }, utcTicks: 77);
            await pipeline.FlushAsync().WithinLimit();
        }

        Assert.Equal(77, system.Delivered.Single().Event.UtcTicks);
        Assert.Equal(Some.Time, manual.Delivered.Single().Event.Timestamp);
    }

    [Fact]
    [Trait("Law", "9")]
    public async Task Law9FromInsideThePipelineTheyAreNotTaken()
    {
        LogPipeline? pipeline = null;
        var sink = new CollectingSink
        {
            OnWrite = (_, _) =>
            {
                Log(pipeline!, 2);
                return new(SinkResult.Delivered);
            },
        };
        pipeline = Running.Pipeline(sink);
        Log(pipeline, 1);
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(["event 1"], sink.Messages);
        Assert.Equal(1, pipeline.Accepted);
        await pipeline.DisposeAsync();
    }

    [Fact]
    public async Task WhatIsLoggedWhileOneIsWrittenIsRefused()
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        pipeline.Log(
            LogLevel.Information,
            pipeline.GetCategory("Shop"),
            pipeline,
            static (writer, pipeline) =>
            {
                Log(pipeline, 2);
                writer.SetMessage("outer");
            }
        );
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(["outer"], sink.Messages);
        Assert.Equal(1, pipeline.Refused[DropReason.Reentrant, LogLevel.Information]);
    }

    [Fact]
    public async Task ADraftIsWrittenInTheSameWayBeforeThereIsAPipeline()
    {
        var thread = Environment.CurrentManagedThreadId;
        var draft = LogEventWriter.Draft(LogLevel.Warning, "Shop", 7, Write, utcTicks: Some.Time.UtcTicks);
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        pipeline.TryWrite(draft);
        await pipeline.FlushAsync().WithinLimit();
        var arrived = Assert.Single(sink.Delivered).Event;
        Assert.Equal("event 7", sink.Messages.Single());
        Assert.Equal(("Shop", LogLevel.Warning, Some.Time), (arrived.Category.Name, arrived.Level, arrived.Timestamp));
        Assert.Equal(["Number", "Place", "Role"], arrived.Properties.ToArray().Select(p => p.Name));
        Assert.Equal((1, thread), (arrived.MessagePropertyCount, draft.ThreadId));
    }

    private static Action<LogEventWriter> Pair<T>(T value, string? format = null) =>
        writer =>
        {
            writer.Add("Typed", value, format);
            writer.Add("Boxed", ValueCapture.Capture(value, format));
        };

    private static void Log(LogPipeline pipeline, int number) =>
        pipeline.Log(LogLevel.Information, pipeline.GetCategory("Shop"), number, Write);

    private static void Write(LogEventWriter writer, int number)
    {
        writer.SetTemplate(Template);
        writer.Add("Number", number, null);
        writer.AddAround("Place", LogValue.From("last"));
        writer.AddAround([new LogProperty("Role", LogValue.From("seller"))]);
    }

    private sealed class Changing
    {
        public static string Text { get; set; } = "";

        public override string ToString() => Text;
    }
}
