using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace ActorLog.Runtime.Threads;

/// <summary>The default engine: the router on a thread of its own, and each sink's worker on one.</summary>
/// <remarks>
/// A sink's actor has no thread: its turns are done by the router or the worker that has a message for it
/// (<see cref="Mailbox"/>). A worker that has done its work takes the router's turns itself for a moment, so that under load
/// nobody is woken. The threads begin with the first event; an idle pipeline's sleep, and it has no running timers.
/// </remarks>
internal sealed class ThreadEngine : IPipelineEngine
{
    // A bug that comes again and again must not take a processor for itself.
    private const int RestAfterBugMilliseconds = 100;

    private readonly Dictionary<SinkCore, SinkActor> _sinks = [];
    private RouterCore? _router;
    private OwnThread? _routerThread;

    public void Start(EngineContext context)
    {
        foreach (var sink in context.Sinks)
        {
            _sinks.Add(sink, new SinkActor(this, sink, context.Clock));
        }

        _router = context.Router;
        _routerThread = new OwnThread("ActorLog router", RunRouter);
    }

    public void WakeRouter()
    {
        if (!WorkerThread.TryTakeOverRouter(this))
        {
            WakeRouterThread();
        }
    }

    /// <inheritdoc cref="RouterCore.MayRest"/>
    public bool MayRest => _router!.MayRest;

    /// <inheritdoc cref="RouterCore.ExpectVisit"/>
    public void ExpectVisit() => _router!.ExpectVisit();

    /// <inheritdoc cref="RouterCore.BeginLaneRest"/>
    public void BeginLaneRest() => _router!.BeginLaneRest();

    /// <inheritdoc cref="RouterCore.EndLaneRest"/>
    public void EndLaneRest() => _router!.EndLaneRest();

    /// <inheritdoc cref="RouterCore.Visit"/>
    public void Visit(bool isWoken)
    {
        if (_router!.Visit(this, isWoken))
        {
            WakeRouterThread();
        }
    }

    public void Tell(SinkCore sink, SinkMessage message) => _sinks[sink].Tell(message);

    public async ValueTask DisposeAsync()
    {
        if (_routerThread is not null)
        {
            await _routerThread.EndAsync().ConfigureAwait(false);
        }

        // All at once: one that hangs must not keep the others from their end.
        await Task.WhenAll(_sinks.Values.Select(sink => sink.DisposeAsync().AsTask())).ConfigureAwait(false);
    }

    private void WakeRouterThread()
    {
        if (!_routerThread!.Wake())
        {
            _router!.StaysAsleep();
        }
    }

    private void RestAndVisit()
    {
        ExpectVisit();
        try
        {
            _routerThread!.Rest(WorkerThread.RestMilliseconds);
        }
        finally
        {
            Visit(isWoken: false);
        }
    }

    private void RunRouter()
    {
        var (begun, bugs) = (_router!.SinksBegun, _router.Bugs);

        // Until there is nothing that is worth a turn; then the next caller wakes the router again.
        while (_router.Turn(this))
        {
            if (_router.Bugs != bugs)
            {
                // By way of the thread's own loop: a bug that comes with every turn must not keep it from its end.
                _routerThread!.Rest(RestAfterBugMilliseconds);
                _routerThread.Wake();
                return;
            }
        }

        // Woken for a sink that has nothing to do, and none of the events was for that one: the next will mostly not be
        // either.
        if (_router.SinksBegun == begun && _router.HasIdleSink)
        {
            RestAndVisit();
        }
    }
}
