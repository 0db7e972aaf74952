using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Sinks;
using Akka.Actor;
using Akka.Event;
using Akka.Hosting;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace ActorLog.AkkaNet.Tests.Bridge;

/// <summary>Every line that Akka publishes reaches every healthy sink, in order: those of PostStop, and Akka's own last ones, too.</summary>
public sealed class ShutdownTests
{
    private const int Lines = 300;
    private const int Actors = 50;

    private static readonly RetryOptions Quick = new()
    {
        MinBackoff = TimeSpan.FromMilliseconds(1),
        MaxBackoff = TimeSpan.FromMilliseconds(2),
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TerminateLosesNoLineWithSlowAndFlakySinks(bool akkaEngine)
    {
        var (slow, flaky) = (Slow(), Flaky());
        AkkaEngine? engine = akkaEngine ? new AkkaEngine() : null;
        var pipeline = Build(engine, slow, flaky);
        var system = Logged.StartSystem(pipeline, "akka.loglevel = DEBUG");
        engine?.AttachTo(system);
        Work(system, "a");
        await system.Terminate().WithinLimit();
        var report = await pipeline.StopAsync().WithinLimit();
        Assert.True(report.IsClean, report.ToString());
        AssertComplete(slow, pipeline.Accepted, "a");
        AssertComplete(flaky, pipeline.Accepted, "a");
    }

    [Fact]
    public async Task WhatWasLoggedBeforePostStopIsDeliveredWhenTerminateHasEnded()
    {
        var sink = new CollectingSink();
        var pipeline = Logged.BuildPipeline(b => b.AddSink("sink", _ => sink.Create()));
        var options = new AkkaLogOptions { FlushTimeout = TimeSpan.FromMinutes(1) };
        var system = Logged.StartSystem(pipeline, "", options);
        Work(system, "a");
        await system.Terminate().WithinLimit();
        Assert.Equal(Actors, sink.Messages.Count(m => m.StartsWith("a stopped", StringComparison.Ordinal)));
        await pipeline.DisposeAsync();
    }

    [Fact]
    public async Task TwoSystemsInOneProcessShareAPipeline()
    {
        var sink = Flaky();
        var pipeline = Build(null, sink, Slow());
        var a = Logged.StartSystem(pipeline, "", name: "first");
        var b = Logged.StartSystem(pipeline, "", name: "second");
        await Task.WhenAll(Task.Run(() => Work(a, "a")), Task.Run(() => Work(b, "b")));
        await a.Terminate().WithinLimit();
        Logging.GetLogger(b, typeof(ShutdownTests)).Info("b goes on");
        await b.Terminate().WithinLimit();
        Assert.True((await pipeline.StopAsync().WithinLimit()).IsClean);
        AssertComplete(sink, pipeline.Accepted, "a", "b");
        Assert.Contains("b goes on", sink.Messages);
    }

    [Fact]
    public async Task ADeadSinkHoldsTheEndUpNoLongerThanItsTimeAndTheOthersAreComplete()
    {
        var healthy = new CollectingSink();
        var dead = new CollectingSink
        {
            OnWrite = (_, _) => new(SinkResult.Failed(new SinkFailure(FailureKind.Transient, "refused"))),
        };
        var clock = new ManualClock(Some.Time);
        var later = new RetryOptions { MinBackoff = TimeSpan.FromMinutes(1), MaxBackoff = TimeSpan.FromMinutes(1) };
        var pipeline = Build(null, healthy, dead, later, clock);
        var options = new AkkaLogOptions { FlushTimeout = TimeSpan.FromMilliseconds(50) };
        var system = Logged.StartSystem(pipeline, "", options);
        Work(system, "a");
        await system.Terminate().WithinLimit();
        await Eventually.HoldsAsync(
            () => pipeline.Sinks[0].Ledger.Delivered == pipeline.Accepted,
            "the healthy sink has delivered"
        );
        await Eventually.HoldsAsync(() => pipeline.Sinks[1].FailuresInARow == 1, "the dead sink has failed");

        var stopping = pipeline.StopAsync(TimeSpan.FromMilliseconds(100));
        await Eventually.HoldsAsync(() => pipeline.Sinks[1].FailuresInARow == 2, "the last try has failed");
        clock.Advance(TimeSpan.FromMilliseconds(100));

        var report = await stopping.WithinLimit();
        AssertComplete(healthy, pipeline.Accepted, "a");
        Assert.Equal(pipeline.Accepted, report.Sinks[1].Ledger.Dropped);
        Assert.All(report.Sinks, sink => Assert.True(sink.Ledger.IsBalanced));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("akka.actor.provider = cluster\nakka.remote.dot-netty.tcp { hostname = 127.0.0.1, port = 0 }", true)]
    public async Task ThatALineIsLoggedDoesNotTakeSigtermFromTheProcess(string hocon, bool hasDrainPhase)
    {
        await using var logged = Logged.Start("akka.loglevel = DEBUG\n" + hocon);
        Assert.Equal(hasDrainPhase, logged.System.HasExtension<CoordinatedShutdown>());
        await logged.System.Terminate().WithinLimit();
        await logged.Pipeline.FlushAsync().WithinLimit();
        AssertDrainTasks(logged.Sink, hasDrainPhase ? 1 : 0);
    }

    [Fact]
    public async Task InAHostTheShutdownHasTheDrainPhase()
    {
        var sink = new CollectingSink();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAkka(
            "orders",
            b =>
                b.AddHocon("akka.loglevel = DEBUG", HoconAddMode.Prepend)
                    .WithActorLog(p => p.AddSink("sink", _ => sink.Create()))
        );
        var host = builder.Build();
        await host.StartAsync().WithinLimit();
        await host.StopAsync().WithinLimit();
        host.Dispose();
        AssertDrainTasks(sink, 1);
    }

    private static void AssertDrainTasks(CollectingSink sink, int count) =>
        Assert.StartsWith(
            $"Performing phase [actorlog-drain] with [{count}] tasks",
            sink.Messages.Single(m => m.Contains("[actorlog-drain]", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );

    private static void Work(ActorSystem system, string name)
    {
        var log = Logging.GetLogger(system, typeof(ShutdownTests));
        for (var i = 0; i < Actors; i++)
        {
            system.ActorOf(Props.Create(() => new LastWords(name)));
        }

        for (var i = 1; i <= Lines; i++)
        {
            log.Info("{Name} line {Number}", name, i);
        }
    }

    private static void AssertComplete(CollectingSink sink, long accepted, params string[] names)
    {
        Assert.Equal(Enumerable.Range(1, (int)accepted).Select(n => (long)n), sink.Sequences);
        foreach (var name in names)
        {
            var lines = sink.Messages.Where(m => m.StartsWith($"{name} line", StringComparison.Ordinal));
            Assert.Equal(Enumerable.Range(1, Lines).Select(n => $"{name} line {n}"), lines);
            Assert.Equal(Actors, sink.Messages.Count(m => m.StartsWith($"{name} stopped", StringComparison.Ordinal)));
        }
    }

    private static CollectingSink Slow()
    {
        var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        return new CollectingSink
        {
            OnWrite = async (_, cancellation) =>
            {
                await timer.WaitForNextTickAsync(cancellation);
                return SinkResult.Delivered;
            },
        };
    }

    private static CollectingSink Flaky()
    {
        var writes = 0;
        return new CollectingSink
        {
            OnWrite = (_, _) =>
                Interlocked.Increment(ref writes) % 3 == 0
                    ? throw new System.IO.IOException("broken")
                    : new(SinkResult.Delivered),
        };
    }

    private static LogPipeline Build(
        AkkaEngine? engine,
        CollectingSink first,
        CollectingSink second,
        RetryOptions? retry = null,
        TimeProvider? clock = null
    ) =>
        Logged.BuildPipeline(b =>
        {
            b.Clock = clock ?? b.Clock;
            SinkOptions Configure(SinkOptions o) =>
                o with
                {
                    Retry = retry ?? Quick,
                    Batch = new BatchOptions { MaxEvents = 4 },
                };
            b = engine is null ? b : b.UseEngine(() => engine);
            return b.AddSink("first", _ => first.Create(), Configure)
                .AddSink("second", _ => second.Create(), Configure);
        });

    private sealed class LastWords(string name) : ReceiveActor
    {
        protected override void PostStop() => Context.GetLogger().Info("{Name} stopped {Path}", name, Self.Path);
    }
}
