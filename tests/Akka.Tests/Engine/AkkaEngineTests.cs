using System.Threading.Tasks;
using ActorLog.Contracts;
using ActorLog.Runtime;
using Akka.Actor;
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

/// <summary>What holds without a journal holds with one.</summary>
public sealed class DurableAkkaEngineTests : AkkaEngineTests
{
    protected override bool IsDurable => true;
}
