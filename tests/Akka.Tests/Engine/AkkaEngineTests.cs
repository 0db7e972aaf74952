using System;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Contracts;
using ActorLog.Kit;
using ActorLog.Runtime;
using Akka.Actor;
using Akka.Event;
using Xunit;

namespace ActorLog.AkkaNet.Tests.Engine;

/// <summary>The whole contract of engines, by real actors in a real actor system.</summary>
public class AkkaEngineTests : EngineContract, IAsyncLifetime
{
    private readonly ActorSystem _system = Quiet.System("engine");

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate();

    protected override IPipelineEngine CreateEngine() => new AkkaEngine(_system);
}

/// <summary>The same with the pool taking the turns: before there is an actor system.</summary>
public sealed class AkkaEngineWithoutSystemTests : EngineContract
{
    protected override IPipelineEngine CreateEngine() => new AkkaEngine();
}

/// <summary>A service that makes its actor system anew keeps its pipeline.</summary>
public sealed class AkkaEngineMoveTests
{
    [Fact]
    public async Task WhenItsActorSystemHasEndedTheNextMayTakeTheEngine()
    {
        var (sink, engine) = (new CollectingSink(), new AkkaEngine());
        await using var pipeline = Logged.BuildPipeline(b =>
            b.UseEngine(() => engine).AddSink("sink", _ => sink.Create())
        );
        for (var i = 1; i <= 3; i++)
        {
            var system = Logged.StartSystem(pipeline, "akka.loglevel = INFO");
            engine.AttachTo(system);
            Assert.Throws<InvalidOperationException>(() => engine.AttachTo(system));
            await Eventually.HoldsAsync(() => HasActor(system), "the sink has an actor");
            system.Log.Info("system {Number}", i);
            await pipeline.FlushAsync().WithinLimit();
            await system.Terminate().WithinLimit();
        }

        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(
            ["system 1", "system 2", "system 3"],
            sink.Messages.Where(m => m.StartsWith("system", StringComparison.Ordinal))
        );
        Assert.Equal(Enumerable.Range(1, (int)pipeline.Accepted).Select(n => (long)n), sink.Sequences);
    }

    [Fact]
    public async Task InASystemThatVerifiesThatMessagesAndActorsCanBeSerializedItDelivers()
    {
        var (sink, engine) = (new CollectingSink(), new AkkaEngine());
        await using var pipeline = Logged.BuildPipeline(b =>
            b.UseEngine(() => engine).AddSink("sink", _ => sink.Create())
        );
        var system = Logged.StartSystem(
            pipeline,
            "akka.actor { serialize-messages = on, serialize-creators = on }\nakka.loglevel = INFO"
        );
        engine.AttachTo(system);
        await Eventually.HoldsAsync(() => HasActor(system), "the sink has an actor");
        system.Log.Info("hello");
        await pipeline.FlushAsync().WithinLimit();
        await system.Terminate().WithinLimit();
        Assert.Contains("hello", sink.Messages);
    }

    [Fact]
    public async Task TheThreadsOfItsDispatcherOutliveASecondWithoutEvents()
    {
        var system = Quiet.System("idle");
        await using var engine = new AkkaEngine(system);
        var dispatcher = system.Dispatchers.Lookup(AkkaEngine.DefaultDispatcher);
        Assert.Equal(TimeSpan.FromHours(1), dispatcher.ShutdownTimeout);
        await system.Terminate().WithinLimit();
    }

    private static bool HasActor(ActorSystem system) =>
        system
            .ActorSelection("/system/actorlog-*/sink")
            .Ask<ActorIdentity>(new Identify(1), TimeSpan.FromSeconds(1))
            .ContinueWith(t => t.IsCompletedSuccessfully && t.Result.Subject is not null, TaskScheduler.Default)
            .GetAwaiter()
            .GetResult();
}

/// <summary>What holds without a journal holds with one.</summary>
public sealed class DurableAkkaEngineTests : AkkaEngineTests
{
    protected override bool IsDurable => true;
}
