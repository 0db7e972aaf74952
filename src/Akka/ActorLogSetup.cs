using System;
using System.Linq;
using ActorLog.AkkaNet.Bridge;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;

namespace ActorLog.AkkaNet;

/// <summary>
/// Starts an actor system whose lines go to a pipeline, without Akka.Hosting:
/// <c>ActorSystem.Create("orders", ActorLogSetup.For(pipeline).WithConfig(config))</c>.
/// </summary>
/// <remarks>The pipeline stays its maker's: dispose it after the system has ended, and the last lines are there.</remarks>
public sealed class ActorLogSetup : Setup
{
    private readonly Func<ExtendedActorSystem, (LogPipeline Pipeline, AkkaLogOptions Options)> _open;

    internal ActorLogSetup(Func<ExtendedActorSystem, (LogPipeline Pipeline, AkkaLogOptions Options)> open)
    {
        _open = open;
    }

    /// <summary>
    /// What the bridge needs of Akka's configuration: to be Akka's only logger, from the first line to the last, and the
    /// phase <c>actorlog-drain</c> of the coordinated shutdown.
    /// </summary>
    public static Config Hocon { get; } = ConfigurationFactory.ParseString(Text);

    /// <summary>The options. Those of <c>WithActorLog</c> are read when the actor system starts, and the defaults until then.</summary>
    public AkkaLogOptions Options { get; private set; } = new();

    private static string Text =>
        $$"""
            akka {
              loggers = ["{{LoggingBusBridge.TypeName}}"]
              stdout-logger-class = "{{LoggingBusBridge.TypeName}}"
              stdout-loglevel = DEBUG
              coordinated-shutdown.phases {
                actorlog-drain { depends-on = [before-actor-system-terminate], timeout = 15s }
                actor-system-terminate.depends-on = [actorlog-drain]
              }
            }
            """;

    /// <summary>A setup for a pipeline; it takes effect by <see cref="WithConfig"/>, and none without it.</summary>
    /// <param name="pipeline">Where the lines go.</param>
    /// <param name="options">The bridge's options; without them the defaults.</param>
    public static ActorLogSetup For(LogPipeline pipeline, AkkaLogOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        var known = options ?? new AkkaLogOptions();
        return new ActorLogSetup(_ => (pipeline, known)) { Options = known };
    }

    /// <summary>This setup and a bootstrap with the service's configuration, <see cref="Hocon"/> laid over it.</summary>
    /// <param name="config">The service's configuration.</param>
    public ActorSystemSetup WithConfig(Config config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var extensions = config.GetStringList("akka.extensions", []).Append(ActorLogExtensionId.TypeName);
        var list = string.Join(", ", extensions.Distinct().Select(name => $"\"{name}\""));
        var whole = ConfigurationFactory.ParseString($"akka.extensions = [{list}]").WithFallback(HoconOver(config));
        return BootstrapSetup.Create().WithConfig(whole.WithFallback(config)).And(this);
    }

    /// <summary><see cref="Hocon"/> as it is laid over a configuration: a listener of Akka's TestKit keeps its place in it.</summary>
    internal static Config HoconOver(Config config)
    {
        var listeners = config.GetStringList("akka.loggers", []).Where(LoggerCheck.IsTestListener).ToArray();
        return listeners.Length == 0
            ? Hocon
            : ConfigurationFactory
                .ParseString(
                    $"akka.loggers = [\"{string.Join("\", \"", listeners.Prepend(LoggingBusBridge.TypeName))}\"]"
                )
                .WithFallback(Hocon);
    }

    internal LogPipeline Open(ExtendedActorSystem system)
    {
        (var pipeline, Options) = _open(system);
        return pipeline;
    }
}
