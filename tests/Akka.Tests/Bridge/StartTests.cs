using System;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Sinks;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Xunit;

namespace ActorLog.AkkaNet.Tests.Bridge;

/// <summary>From the first line on; nothing raw; nothing twice; no line about itself without end.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class StartTests
{
    private const string Everything = """
        akka.loglevel = DEBUG
        akka.log-config-on-start = on
        akka.actor.debug { receive = on, autoreceive = on, lifecycle = on, event-stream = on, unhandled = on, fsm = on }
        """;

    [Fact]
    public async Task LinesFromBeforeThePipelineWasThereComeFirst()
    {
        await using var logged = Logged.Start(Everything);
        await logged.Pipeline.FlushAsync().WithinLimit();
        var messages = logged.Sink.Messages;
        Assert.Contains(messages, m => m.Contains("Default Loggers started", StringComparison.Ordinal));
        var times = logged.Sink.Delivered.Select(e => e.Event.UtcTicks).Take(3).ToArray();
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public async Task BeyondAThousandEarlyLinesTheRestIsCountedAndTold()
    {
        var sink = new CollectingSink();
        await using var pipeline = Logged.BuildPipeline(b => b.AddSink("sink", _ => sink.Create()));
        var bridge = new LoggingBusBridge();
        for (var i = 1; i <= 1_500; i++)
        {
            bridge.Tell(new Info("source", typeof(StartTests), $"line {i}"), ActorRefs.NoSender);
        }

        bridge.Attach(Target(pipeline));
        bridge.Tell(new Info("source", typeof(StartTests), "live"), ActorRefs.NoSender);
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(1_002, sink.Messages.Count);
        Assert.Equal("line 1", sink.Messages[0]);
        Assert.StartsWith("500 lines are missing here", sink.Messages[1_000], StringComparison.Ordinal);
        Assert.Equal("live", sink.Messages[1_001]);
    }

    [Fact]
    public async Task EarlyLinesThatTheQueueHasNoRoomForAreCountedToo()
    {
        var (sink, engine) = (new CollectingSink(), new SleepingEngine());
        await using var pipeline = Logged.BuildPipeline(b =>
            b.With(o => o with { Queue = new QueueOptions { MaxEvents = 100 } })
                .UseEngine(() => engine)
                .AddSink("sink", _ => sink.Create())
        );
        var bridge = new LoggingBusBridge();
        for (var i = 1; i <= 95; i++)
        {
            bridge.Tell(new Info("source", typeof(StartTests), $"line {i}"), ActorRefs.NoSender);
        }

        bridge.Attach(Target(pipeline));
        engine.WakeUp();
        await pipeline.FlushAsync().WithinLimit();

        // The last tenth of a queue is for Warnings, as which this is told.
        Assert.Equal(91, sink.Messages.Count);
        Assert.Equal("line 90", sink.Messages[89]);
        Assert.StartsWith("5 lines are missing here", sink.Messages[90], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEarlyLineThatAnArgumentLogsIsCountedToo()
    {
        var sink = new CollectingSink();
        await using var pipeline = Logged.BuildPipeline(b => b.AddSink("sink", _ => sink.Create()));
        var bridge = new LoggingBusBridge();
        bridge.Tell(new Info("source", typeof(StartTests), new Talkative(bridge)), ActorRefs.NoSender);
        bridge.Attach(Target(pipeline));
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal("talkative", sink.Messages[0]);
        Assert.StartsWith("1 lines are missing here", sink.Messages[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WithEveryDebugLineOnTheSystemComesToRest(bool akkaEngine)
    {
        var sink = new CollectingSink();
        AkkaEngine? engine = akkaEngine ? new AkkaEngine() : null;
        await using var pipeline = Logged.BuildPipeline(b =>
            (engine is null ? b : b.UseEngine(() => engine)).AddSink("sink", _ => sink.Create())
        );
        var system = Logged.StartSystem(pipeline, Everything);
        engine?.AttachTo(system);
        Logging.GetLogger(system, "test").Info("hello");
        var before = -1L;
        while (before != pipeline.Accepted)
        {
            // As many as there are never: how many a flush meets is a matter of how fast the machine is.
            Assert.True(pipeline.Accepted < 10_000, "it does not come to rest");
            before = pipeline.Accepted;
            await pipeline.FlushAsync().WithinLimit();
        }

        await system.Terminate().WithinLimit();
        Assert.Contains("hello", sink.Messages);
    }

    [Fact]
    public async Task NothingIsEverPrintedRaw()
    {
        var (before, printed) = (Console.Out, new SharedText());
        Console.SetOut(printed);
        try
        {
            await using var logged = Logged.Start(Everything, name: "printed-raw");
            logged.System.ActorOf(Props.Empty, "dead").Tell(PoisonPill.Instance);
            Logging.GetLogger(logged.System, "test").Info("raw? {Braces", 1);
        }
        finally
        {
            Console.SetOut(before);
        }

        Assert.Equal("", printed.ToString());
    }

    [Fact]
    public async Task ASystemWithTheBridgeStartsWithoutWaitingForALogger()
    {
        await using var logged = Logged.Start("akka.logger-startup-timeout = 20s");
        Assert.Equal([LoggingBusBridge.TypeName], logged.System.Settings.Loggers);
        var loggers = logged.System.ActorSelection("/system/log*").ResolveOne(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAsync<ActorNotFoundException>(() => loggers);
    }

    [Theory]
    [InlineData("akka.loggers = [\"Akka.Event.DefaultLogger, Akka\"]", "without ActorLog")]
    [InlineData("akka.stdout-logger-class = \"Akka.Event.StandardOutLogger, Akka\"", "akka.stdout-logger-class")]
    [InlineData(
        "akka.loggers = [\"Akka.Event.DefaultLogger, Akka\", \"ActorLog.AkkaNet.LoggingBusBridge, ActorLog.Akka\"]",
        "every line would appear twice"
    )]
    public async Task ALoggerBesideTheBridgeIsAnErrorThatSaysWhatToDo(string hocon, string expected)
    {
        var sink = new CollectingSink();
        await using var pipeline = Logged.BuildPipeline(b => b.AddSink("sink", _ => sink.Create()));
        var config = ConfigurationFactory
            .ParseString(hocon)
            .WithFallback("akka { loglevel = OFF, stdout-loglevel = OFF }")
            .WithFallback(ActorLogSetup.Hocon);
        var setup = BootstrapSetup.Create().WithConfig(config).And(ActorLogSetup.For(pipeline));
        var system = ActorSystem.Create("doubles", setup);
        var error = Assert.Throws<ConfigurationException>(() => ActorLogExtension.Get(system));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        await system.Terminate().WithinLimit();
    }

    [Fact]
    public async Task ASetupWithoutItsConfigurationIsAnErrorThatSaysWhatToDo()
    {
        var sink = new CollectingSink();
        await using var pipeline = Logged.BuildPipeline(b => b.AddSink("sink", _ => sink.Create()));
        var config = ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }");
        var setup = BootstrapSetup.Create().WithConfig(config).And(ActorLogSetup.For(pipeline));
        var system = ActorSystem.Create("forgotten", setup);
        var error = Assert.Throws<ConfigurationException>(() => ActorLogExtension.Get(system));
        Assert.Contains("ActorLogSetup.For(pipeline).WithConfig(config)", error.Message, StringComparison.Ordinal);
        await system.Terminate().WithinLimit();
    }

    private sealed class Talkative(LoggingBusBridge bridge)
    {
        public override string ToString()
        {
            bridge.Tell(new Info("source", typeof(StartTests), "a line in a line"), ActorRefs.NoSender);
            return "talkative";
        }
    }

    private static AkkaNet.Bridge.BridgeTarget Target(LogPipeline pipeline) =>
        new(
            pipeline,
            new LoggingBus(),
            new ActorLevels(new System.Collections.Generic.Dictionary<string, Microsoft.Extensions.Logging.LogLevel>()),
            []
        );
}
