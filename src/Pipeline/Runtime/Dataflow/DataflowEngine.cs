using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using System.Threading.Tasks.Dataflow;

namespace ActorLog.Runtime.Dataflow;

/// <summary>The default engine: actors are <see cref="ActionBlock{TInput}"/>s on the thread pool.</summary>
/// <remarks>
/// An idle pipeline has no threads and no running timers. The blocks are of <see cref="object"/>, because the runtime has code
/// for blocks of references: for one of a struct of ours it compiles 40 methods, while the first line waits.
/// </remarks>
internal sealed class DataflowEngine : IPipelineEngine
{
    private static readonly object RouterWake = new();

    private readonly Dictionary<SinkCore, SinkActor> _sinks = [];
    private ActionBlock<object>? _router;

    public void Start(EngineContext context)
    {
        foreach (var sink in context.Sinks)
        {
            _sinks.Add(sink, new SinkActor(sink, context.Clock));
        }

        _router = new ActionBlock<object>(_ => RunRouter(context.Router));
    }

    public void WakeRouter()
    {
        // The caller may be a request with its own AsyncLocals; the router's task must not keep them.
        if (ExecutionContext.IsFlowSuppressed())
        {
            _router!.Post(RouterWake);
            return;
        }

        using (ExecutionContext.SuppressFlow())
        {
            _router!.Post(RouterWake);
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
}
