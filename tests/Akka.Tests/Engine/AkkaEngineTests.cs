using System.Threading.Tasks;
using ActorLog.Contracts;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Runtime;
using Akka.Actor;
using Xunit;

namespace ActorLog.AkkaNet.Tests.Engine;

/// <summary>The whole contract of engines, by real actors in a real actor system.</summary>
/// <remarks>One of its tests gives a pipeline 200 ms to stop: not while a soak has the processors.</remarks>
[Collection(ConsoleCollection.Name)]
public sealed class AkkaEngineTests : EngineContract, IAsyncLifetime
{
    private readonly ActorSystem _system = Quiet.System("engine");

    // The first actors of a process are compiled for half a second: that is not what the tests measure.
    public async Task InitializeAsync()
    {
        var sink = new CollectingSink();
        await using var pipeline = Logged.BuildPipeline(b =>
            b.UseEngine(CreateEngine).AddSink("sink", _ => sink.Create())
        );
        pipeline.TryWrite(new LogEventDraft { Message = "warm" });
        await pipeline.FlushAsync().WithinLimit();
    }

    public Task DisposeAsync() => _system.Terminate();

    protected override IPipelineEngine CreateEngine() => new AkkaEngine(_system);
}

/// <summary>The same with the pool taking the turns: before there is an actor system.</summary>
public sealed class AkkaEngineWithoutSystemTests : EngineContract
{
    protected override IPipelineEngine CreateEngine() => new AkkaEngine();
}
