using System.Threading.Tasks;
using ActorLog.Runtime;
using ActorLog.Runtime.Threads;

namespace ActorLog.Kit;

/// <summary>An engine whose router oversleeps until the test wakes it: the ingress fills up.</summary>
public sealed class SleepingEngine : IPipelineEngine
{
    private readonly ThreadEngine _engine = new();
    private volatile bool _awake;

    public void Start(EngineContext context) => _engine.Start(context);

    public void WakeRouter()
    {
        if (_awake)
        {
            _engine.WakeRouter();
        }
    }

    public void WakeUp()
    {
        _awake = true;
        _engine.WakeRouter();
    }

    public void Tell(SinkCore sink, SinkMessage message) => _engine.Tell(sink, message);

    public ValueTask DisposeAsync() => _engine.DisposeAsync();
}
