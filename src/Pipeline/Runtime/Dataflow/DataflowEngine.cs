using System.Collections.Frozen;
using System.Threading;
using System.Threading.Tasks;
using System.Threading.Tasks.Dataflow;

namespace ActorLog.Runtime.Dataflow;

/// <summary>The default engine: actors are <see cref="ActionBlock{TInput}"/>s on the thread pool.</summary>
/// <remarks>An idle pipeline has no threads and no running timers.</remarks>
internal sealed class DataflowEngine : IPipelineEngine
{
    private ActionBlock<RouterWake>? _router;
    private FrozenDictionary<SinkCore, SinkActor> _sinks = FrozenDictionary<SinkCore, SinkActor>.Empty;

    public void Start(EngineContext context)
    {
        _sinks = context.Sinks.ToFrozenDictionary(sink => sink, sink => new SinkActor(sink, context.Clock));
        _router = new ActionBlock<RouterWake>(_ => RunRouter(context.Router));
    }

    public void WakeRouter()
    {
        // The caller may be a request with its own AsyncLocals; the router's task must not keep them.
        if (ExecutionContext.IsFlowSuppressed())
        {
            _router!.Post(default);
            return;
        }

        using (ExecutionContext.SuppressFlow())
        {
            _router!.Post(default);
        }
    }

    public void Tell(SinkCore sink, SinkMessage message) => _sinks[sink].Tell(message);

    public async ValueTask DisposeAsync()
    {
        if (_router is not null)
        {
            _router.Complete();
            await _router.Completion.ConfigureAwait(false);
        }

        foreach (var sink in _sinks.Values)
        {
            await sink.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void RunRouter(RouterCore router)
    {
        while (router.Turn(this))
        {
            // Until the ingress is empty; then the next caller wakes the router again.
        }
    }

    private readonly struct RouterWake;
}
