using ActorLog.Contracts;
using ActorLog.Runtime;
using ActorLog.Runtime.Dataflow;

namespace ActorLog.Tests.Runtime.Dataflow;

/// <summary>What holds without a journal holds with one.</summary>
public sealed class DurableDataflowEngineTests : EngineContract
{
    protected override bool IsDurable => true;

    protected override IPipelineEngine CreateEngine() => new DataflowEngine();
}
