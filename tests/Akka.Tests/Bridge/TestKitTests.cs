using System;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Kit;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Event;
using Akka.Hosting;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace ActorLog.AkkaNet.Tests.Bridge;

/// <summary>A service's tests by Akka's TestKit go on as before: EventFilter sees the lines, and each comes once.</summary>
public sealed class TestKitTests : TestKit
{
    private readonly CollectingSink _sink;

    public TestKitTests()
        : this(new CollectingSink()) { }

    private TestKitTests(CollectingSink sink)
        : base(Setup(sink))
    {
        _sink = sink;
    }

    [Fact]
    public async Task EventFilterSeesTheLinesAndEachComesOnce()
    {
        await EventFilter.Info("paid 1").ExpectOneAsync(() => Say(Sys, LogLevel.InfoLevel, 1));
        Sys.Log.Warning("paid {0}", 2);
        await EventFilter.Warning("paid 3").ExpectOneAsync(() => Say(Sys, LogLevel.WarningLevel, 3));
        await ActorLogExtension.Get(Sys).Pipeline.FlushAsync().WithinLimit();
        Assert.Equal(
            ["paid 1", "paid 2", "paid 3"],
            _sink.Messages.Where(m => m.StartsWith("paid", StringComparison.Ordinal))
        );
        Assert.Equal(_sink.Messages.Distinct(), _sink.Messages);
    }

    [Fact]
    public async Task InAHostTheListenerOfTheTestKitKeepsItsPlaceToo()
    {
        var sink = new CollectingSink();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAkka(
            "orders",
            b =>
                b.AddHocon(DefaultConfig, HoconAddMode.Prepend)
                    .ConfigureLoggers(loggers =>
                    {
                        loggers.ClearLoggers();
                        loggers.AddLogger<TestEventListener>();
                    })
                    .WithActorLog(p => p.AddSink("sink", _ => sink.Create()))
        );
        using var host = builder.Build();
        await host.StartAsync().WithinLimit();
        var system = host.Services.GetRequiredService<ActorSystem>();
        Assert.Equal(2, system.Settings.Loggers.Count);
        await CreateEventFilter(system).Info("paid 1").ExpectOneAsync(() => Say(system, LogLevel.InfoLevel, 1));
        await host.StopAsync().WithinLimit();
        Assert.Single(sink.Messages, "paid 1");
    }

    private static Task Say(ActorSystem system, LogLevel level, int number)
    {
        system.EventStream.Publish(
            level == LogLevel.InfoLevel
                ? new Info("shop", typeof(TestKitTests), $"paid {number}")
                : new Warning("shop", typeof(TestKitTests), $"paid {number}")
        );
        return Task.CompletedTask;
    }

    private static ActorSystemSetup Setup(CollectingSink sink)
    {
        var pipeline = Logged.BuildPipeline(b => b.AddSink("sink", _ => sink.Create()));
        return ActorLogSetup.For(pipeline).WithConfig(DefaultConfig);
    }
}
