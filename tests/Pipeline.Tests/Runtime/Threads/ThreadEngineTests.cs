using ActorLog.Contracts;
using ActorLog.Runtime;
using ActorLog.Runtime.Threads;

namespace ActorLog.Tests.Runtime.Threads;

public sealed class ThreadEngineTests : EngineContract
{
    protected override IPipelineEngine CreateEngine() => new ThreadEngine();
}
