using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.AkkaNet.Bridge;
using ActorLog.Kit;
using Akka.Actor;
using Akka.Event;
using Xunit;

namespace ActorLog.AkkaNet.Tests.Bridge;

/// <summary>
/// Law 2 at the bridge: what can change after the call is taken at the call, whatever its declared type; only what cannot is
/// read later.
/// </summary>
public sealed class DeferredCaptureTests
{
    private enum Colour
    {
        Red,
    }

    public static TheoryData<string, bool> Shapes =>
        new()
        {
            { nameof(Int32), true },
            { nameof(String), true },
            { nameof(Colour), true },
            { nameof(Nullable), true },
            { "number as object", true },
            { "null as object", true },
            { "enum as object", true },
            { "plain text", true },
            { "no arguments", true },
            { nameof(List<int>), false },
            { "list as object", false },
            { "own struct", false },
            { "array of arguments", false },
            { nameof(Exception), false },
            { "own event", false },
            { "any object", false },
        };

    [Theory]
    [Trait("Law", "2")]
    [MemberData(nameof(Shapes))]
    public void Law2OnlyWhatCannotChangeIsReadLater(string shape, bool isDeferred)
    {
        var bytes = BusEventPlan.BytesOf(EventOf(shape), new CallerCache());
        Assert.Equal(isDeferred, bytes != BusEventPlan.Changeable);
    }

    [Fact]
    [Trait("Law", "2")]
    public async Task Law2WhatChangesAfterTheCallIsDeliveredAsItWasAtTheCall()
    {
        var (sink, engine) = (new CollectingSink(), new SleepingEngine());
        await using var pipeline = Logged.BuildPipeline(b =>
            b.UseEngine(() => engine).AddSink("s", _ => sink.Create())
        );
        var system = Logged.StartSystem(pipeline, "");
        var log = Logging.GetLogger(system, typeof(DeferredCaptureTests));
        var (list, array, boxed) = (new List<int> { 1 }, new object[] { 1 }, (object)new List<int> { 1 });
        log.Info("list {0}", list);
        log.Info("array {0}", array);
        log.Info("boxed {0} {1}", boxed, 7);
        log.WithContext("Seen", list).Info("context");
        list.Add(2);
        array[0] = 2;
        ((List<int>)boxed).Add(2);
        engine.WakeUp();
        await pipeline.FlushAsync().WithinLimit();
        var own = sink.Delivered.Where(e => !e.Category.StartsWith("Akka.", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["list 1", "array 1", "boxed 1 7", "context"], own.Select(e => e.Message));
        Assert.True(own[3].Event.TryGetProperty("Seen", out var seen));
        Assert.Equal("1", seen.Text);
        await system.Terminate().WithinLimit();
    }

    [Fact]
    [Trait("Law", "2")]
    public async Task Law2ThreadTraceAndActorAreThoseOfTheCall()
    {
        var (sink, engine) = (new CollectingSink(), new SleepingEngine());
        await using var pipeline = Logged.BuildPipeline(b =>
            b.UseEngine(() => engine).AddSink("s", _ => sink.Create())
        );
        var system = Logged.StartSystem(pipeline, "");
        var log = Logging.GetLogger(system, "a source");
        using var activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C);
        var thread = new Thread(() =>
        {
            activity.Start();
            log.Info("user {UserId}", 42);
            activity.Stop();
        })
        {
            Name = "the caller",
        };
        thread.Start();
        thread.Join();
        var teller = system.ActorOf(Props.Create(() => new Teller()), "teller");
        await teller.Ask<string>("hello").WithinLimit();
        await teller.GracefulStop(TimeSpan.FromSeconds(10)).WithinLimit();

        engine.WakeUp();
        await pipeline.FlushAsync().WithinLimit();
        var arrived = sink.Delivered.Single(e => e.Message == "user 42").Event;
        Assert.Equal(("the caller", thread.ManagedThreadId), (arrived.ThreadName, arrived.ThreadId));
        Assert.Equal(activity.TraceId.ToHexString(), arrived.TraceId);
        Assert.Equal(activity.SpanId.ToHexString(), arrived.SpanId);
        var told = sink.Delivered.Single(e => e.Message == "told hello").Event;
        Assert.True(told.TryGetProperty("ActorPath", out var path));
        Assert.Equal("akka://orders/user/teller", path.Text);
        await system.Terminate().WithinLimit();
    }

    [Fact]
    [Trait("Law", "10")]
    public void Law10ALongTextCountsWithItsLength()
    {
        var log = new Taken();
        AdapterOf(log).Info("text {0} {1}", new string('x', 5_000), 1);
        Assert.InRange(BusEventPlan.BytesOf(log.Last!, new CallerCache()), 10_000, 11_000);
    }

    private static LogEvent EventOf(string shape)
    {
        var taken = new Taken();
        var log = AdapterOf(taken);
        switch (shape)
        {
            case nameof(Int32):
                log.Info("{0} {1}", 1, 2.5);
                break;
            case nameof(String):
                log.Info("{0}", "text");
                break;
            case nameof(Colour):
                log.Info("{0}", Colour.Red);
                break;
            case nameof(Nullable):
                log.Info("{0} {1}", (int?)1, (DateTime?)null);
                break;
            case "number as object":
                log.Info("{0}", (object)1);
                break;
            case "null as object":
                log.Info("{0} {1}", (object?)null, 1);
                break;
            case "enum as object":
                log.Info("{0}", (object)Colour.Red);
                break;
            case "plain text":
                return new Info("source", typeof(DeferredCaptureTests), "text");
            case "no arguments":
                log.Info("text");
                break;
            case nameof(List<int>):
                log.Info("{0}", new List<int>());
                break;
            case "list as object":
                log.Info("{0} {1}", (object)new List<int>(), 1);
                break;
            case "own struct":
                log.Info("{0}", new KeyValuePair<string, List<int>>("a", []));
                break;
            case "array of arguments":
                log.Info("{0} {1}", new object[] { 1, 2 });
                break;
            case nameof(Exception):
                log.Info(new InvalidOperationException(), "text");
                break;
            case "own event":
                return new OwnEvent();
            default:
                return new Info("source", typeof(DeferredCaptureTests), new List<int>());
        }

        return taken.Last!;
    }

    private static BusLogging AdapterOf(Taken taken)
    {
        var bus = new LoggingBus();
        bus.Subscribe(taken, typeof(LogEvent));
        bus.SetLogLevel(LogLevel.DebugLevel);
        return new BusLogging(bus, "source", typeof(DeferredCaptureTests), DefaultLogMessageFormatter.Instance);
    }

    private sealed class OwnEvent() : Info("source", typeof(DeferredCaptureTests), "text");

    private sealed class Taken : MinimalLogger
    {
        public LogEvent? Last { get; private set; }

        protected override void Log(object message) => Last = (LogEvent)message;
    }

    private sealed class Teller : ReceiveActor
    {
        public Teller()
        {
            Receive<string>(text =>
            {
                Context.GetLogger().Info("told {Text}", text);
                Sender.Tell(text);
            });
        }
    }
}
