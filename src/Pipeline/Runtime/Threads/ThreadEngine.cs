using System.Collections.Generic;
using System.Threading.Tasks;

namespace ActorLog.Runtime.Threads;

/// <summary>The default engine: the router on a thread of its own, and each sink's worker on one.</summary>
/// <remarks>
/// A sink's actor has no thread: its turns are done by the router or the worker that has a message for it
/// (<see cref="Mailbox"/>). The threads begin with the first event; an idle pipeline's sleep, and it has no running timers.
/// </remarks>
internal sealed class ThreadEngine : IPipelineEngine
{
    private readonly Dictionary<SinkCore, SinkActor> _sinks = [];
    private OwnThread? _router;

    public void Start(EngineContext context)
    {
        foreach (var sink in context.Sinks)
        {
            _sinks.Add(sink, new SinkActor(sink, context.Clock));
        }

        _router = new OwnThread("ActorLog router", () => RunRouter(context.Router));
    }

    public void WakeRouter() => _router!.Wake();

    public void Tell(SinkCore sink, SinkMessage message) => _sinks[sink].Tell(message);

    public async ValueTask DisposeAsync()
    {
        if (_router is not null)
        {
            await _router.EndAsync().ConfigureAwait(false);
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
            // Until there is nothing that is worth a turn; then the next caller wakes the router again.
        }
    }
}
