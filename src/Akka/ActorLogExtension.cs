using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.AkkaNet.Bridge;
using ActorLog.Events;
using Akka;
using Akka.Actor;
using Akka.Configuration;

namespace ActorLog.AkkaNet;

/// <summary>The pipeline of an actor system: <c>ActorLogExtension.Get(system)</c>.</summary>
/// <remarks>Made when the system starts, before the first actor of <c>/user</c>. Thread-safe.</remarks>
public sealed class ActorLogExtension : IExtension
{
    private const string DrainPhase = "actorlog-drain";

    private readonly AkkaLogOptions _options;
    private bool _isInShutdown;

    internal ActorLogExtension(ExtendedActorSystem system, ActorLogSetup setup)
    {
        LoggerCheck.Throw(system);
        Pipeline = setup.Open(system);
        _options = setup.Options;
        Levels = new ActorLevels(_options.Levels);
        var target = new BridgeTarget(Pipeline, system.EventStream, Levels, Identity(system))
        {
            IsAlone = system.Settings.Loggers.Count == 1,
        };
        ((LoggingBusBridge)system.Settings.StdoutLogger).Attach(target);
        system.SystemActorOf(Props.Create(() => new DrainHookActor(FlushAsync)), "actorlog-drain-hook");
        JoinShutdown(system);
    }

    /// <summary>The pipeline that takes the system's lines.</summary>
    public LogPipeline Pipeline { get; }

    /// <summary>Least levels by actor path or category; changes apply at once.</summary>
    public ActorLevels Levels { get; }

    /// <summary>The extension of a system that was started with <c>WithActorLog</c> or <see cref="ActorLogSetup"/>.</summary>
    /// <exception cref="ConfigurationException">The system's logging is not set up, or not so that each line comes once.</exception>
    public static ActorLogExtension Get(ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return system.WithExtension<ActorLogExtension, ActorLogExtensionId>();
    }

    /// <summary>Gives Akka's coordinated shutdown the phase in which to deliver, if there is such a shutdown by now.</summary>
    /// <remarks>
    /// Once it is made, it takes SIGTERM and Ctrl-C from the process and leaves the end to <c>Main</c>: a program that waits there
    /// for something else would not end any more. So it is for others to make it, as a cluster and Akka.Hosting do. The
    /// termination hook delivers everything in any case.
    /// </remarks>
    internal void JoinShutdown(ActorSystem system)
    {
        if (
            !_isInShutdown
            && system.Settings.Config.HasPath($"akka.coordinated-shutdown.phases.{DrainPhase}")
            && system.HasExtension<CoordinatedShutdown>()
        )
        {
            _isInShutdown = true;
            CoordinatedShutdown.Get(system).AddTask(DrainPhase, "actorlog-flush", FlushAsync);
        }
    }

    /// <summary>Delivers what has been logged until now, as far as the time allows.</summary>
    private async Task<Done> FlushAsync()
    {
        try
        {
            using var timeout = new CancellationTokenSource(_options.FlushTimeout);
            await Pipeline.FlushAsync(timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // A sink is slow or gone: the pipeline goes on without the actor system, and tells at its own end what was left.
        }

        return Done.Instance;
    }

    private static LogProperty[] Identity(ExtendedActorSystem system)
    {
        var roles = system.Settings.Config.GetStringList("akka.cluster.roles", []).ToArray();
        LogProperty[] always =
        [
            new("ActorSystem", LogValue.From(system.Name)),
            new(
                "Address",
                LogValue.From((system.Provider.DefaultAddress ?? new Address("akka", system.Name)).ToString())
            ),
        ];
        return roles.Length == 0 ? always : [.. always, new("Roles", LogValue.From(string.Join(", ", roles)))];
    }
}
