using System.Collections.Generic;
using System.Threading.Tasks;
using ActorLog.Runtime;

namespace ActorLog.Tests.Runtime;

/// <summary>Carries nothing anywhere, and remembers what it was to carry.</summary>
internal sealed class NotingEngine : IPipelineEngine
{
    public List<SinkMessage> Messages { get; } = [];

    public void Start(EngineContext context) { }

    public void WakeRouter() { }

    public void Tell(SinkCore sink, SinkMessage message) => Messages.Add(message);

    public ValueTask DisposeAsync() => default;
}
