using ActorLog.Contracts;
using ActorLog.Runtime;
using ActorLog.Runtime.Threads;

namespace ActorLog.Tests.Runtime.Threads;

/// <summary>What holds without a journal holds with one.</summary>
public sealed class DurableThreadEngineTests : EngineContract
{
    protected override bool IsDurable => true;

    protected override IPipelineEngine CreateEngine() => new ThreadEngine();
}
