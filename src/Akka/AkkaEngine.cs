using System;
using System.Collections.Frozen;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.AkkaNet.Engine;
using ActorLog.Runtime;
using Akka.Actor;
using Akka.Configuration;

namespace ActorLog.AkkaNet;

/// <summary>Runs a pipeline by actors of an actor system: a router under <c>/system</c>, an actor per sink below it, a worker below each.</summary>
/// <remarks>
/// <para>
/// While there is no actor system (before it starts, after it has ended) the thread pool takes the actors' turns, so no
/// line is lost at either end. The actors may be stopped or killed by anybody; what they own is kept behind them.
/// </para>
/// <para>
/// Sinks do their work on the dispatcher <c>actorlog.dispatcher</c> (dedicated threads, so that a sink that blocks takes none
/// of the actors') unless another id is given. Thread-safe.
/// </para>
/// </remarks>
public sealed class AkkaEngine : IPipelineEngine
{
    /// <summary>The id of the dispatcher for blocking work: <c>actorlog.dispatcher</c>.</summary>
    public const string DefaultDispatcher = "actorlog.dispatcher";

    private const int TurnsAtOnce = 16;

    private static int _engines;

    private readonly Lock _gate = new();
    private readonly string _dispatcher;
    private readonly Turns _turns;
    private ExtendedActorSystem? _system;
    private IActorRef? _routerActor;
    private RouterCore? _router;
    private FrozenDictionary<SinkCore, SinkMailbox> _sinks = FrozenDictionary<SinkCore, SinkMailbox>.Empty;
    private volatile bool _woken;

    /// <summary>Creates an engine that is given its actor system later, by <see cref="AttachTo"/>.</summary>
    /// <param name="dispatcher">The id of the dispatcher on which sinks do their work.</param>
    public AkkaEngine(string dispatcher = DefaultDispatcher)
    {
        ArgumentException.ThrowIfNullOrEmpty(dispatcher);
        _dispatcher = dispatcher;
        _turns = new Turns(_ => TakeTurns(), () => _woken);
    }

    /// <summary>Creates an engine in an actor system.</summary>
    /// <param name="system">The actor system.</param>
    /// <param name="dispatcher">The id of the dispatcher on which sinks do their work.</param>
    public AkkaEngine(ActorSystem system, string dispatcher = DefaultDispatcher)
        : this(dispatcher)
    {
        AttachTo(system);
    }

    /// <summary>Moves the pipeline's actors into an actor system. They stay there until it ends; then another may take them.</summary>
    /// <exception cref="InvalidOperationException">The engine is in an actor system that has not ended.</exception>
    /// <exception cref="ConfigurationException">The actor system has no dispatcher of that id.</exception>
    public void AttachTo(ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        lock (_gate)
        {
            if (_system is { WhenTerminated.IsCompleted: false })
            {
                throw new InvalidOperationException($"The engine is in the actor system '{_system.Name}' already.");
            }

            system.Settings.InjectTopLevelFallback(DispatcherDefaults());
            if (!system.Dispatchers.HasDispatcher(_dispatcher))
            {
                throw new ConfigurationException(
                    $"The dispatcher '{_dispatcher}', on which ActorLog's sinks are to work (actorlog.akka.dispatcher), is not "
                        + $"in the configuration of the actor system '{system.Name}'."
                );
            }

            _system = (ExtendedActorSystem)system;

            // Its threads start now, and not when the first batch waits for them.
            _system.Dispatchers.Lookup(_dispatcher).Schedule(static () => { });
            StartActors();
        }
    }

    /// <inheritdoc/>
    public void Start(EngineContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        lock (_gate)
        {
            _router = context.Router;
            _sinks = context.Sinks.ToFrozenDictionary(sink => sink, sink => new SinkMailbox(sink, context.Clock));
            StartActors();
        }
    }

    /// <inheritdoc/>
    public void WakeRouter()
    {
        _woken = true;
        _turns.Schedule();
    }

    /// <inheritdoc/>
    public void Tell(SinkCore sink, SinkMessage message) => _sinks[sink].Tell(message);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // All at once: one that hangs must not keep the others from their end.
        await Task.WhenAll(_sinks.Values.Select(sink => sink.DisposeAsync().AsTask())).ConfigureAwait(false);
        _system?.Stop(_routerActor ?? ActorRefs.Nobody);
    }

    private void StartActors()
    {
        if (_system is null || _router is null)
        {
            return;
        }

        var (turns, sinks, dispatcher) = (_turns, _sinks.Values, _dispatcher);
        var props = Props.Create(() => new RouterActor(turns, sinks, dispatcher));
        var number = Interlocked.Increment(ref _engines);
        _routerActor = _system.SystemActorOf(props, $"actorlog-{number}");
    }

    private void TakeTurns()
    {
        // Cleared before the turn that finds nothing: from then on the ingress may wake the router again.
        _woken = false;
        for (var i = 0; i < TurnsAtOnce; i++)
        {
            if (!_router!.Turn(this))
            {
                return;
            }
        }

        _woken = true;
    }

    // No actor lives on the dispatcher, and Akka ends one without actors, with its threads, a second after its last work: 16 new
    // threads for each event that comes later. With the actor system it ends in any case.
    private static Config DispatcherDefaults() =>
        ConfigurationFactory.ParseString(
            """
            actorlog.dispatcher {
              type = ForkJoinDispatcher
              throughput = 1
              shutdown-timeout = 1h
              dedicated-thread-pool { thread-count = 16, threadtype = background }
            }
            """
        );
}
