using ActorLog.Contracts;
using ActorLog.Runtime;
using ActorLog.Runtime.Dataflow;

namespace ActorLog.Tests.Runtime.Dataflow;

public sealed class DataflowEngineTests : EngineContract
{
    protected override IPipelineEngine CreateEngine() => new DataflowEngine();
}
