using System.Threading.Tasks;
using ActorLog.Runtime;

namespace ActorLog.AkkaNet.Tests;

/// <summary>An engine whose router oversleeps until the test wakes it: lines wait as they were taken.</summary>
internal sealed class SleepingEngine : IPipelineEngine
{
    // Without an actor system it runs on the thread pool.
    private readonly AkkaEngine _engine = new();
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
