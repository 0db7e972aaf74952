using Akka.Actor;
using Akka.Configuration;

namespace ActorLog.AkkaNet;

/// <summary>By this Akka makes the extension when the actor system starts: it stands in <c>akka.extensions</c>.</summary>
public sealed class ActorLogExtensionId : ExtensionIdProvider<ActorLogExtension>
{
    /// <summary>The name by which Akka's configuration knows this type.</summary>
    public static string TypeName => $"{typeof(ActorLogExtensionId).FullName}, ActorLog.Akka";

    /// <inheritdoc/>
    /// <exception cref="ConfigurationException">Lines would be missing or come twice; it says why and what to do.</exception>
    public override ActorLogExtension CreateExtension(ExtendedActorSystem system)
    {
        System.ArgumentNullException.ThrowIfNull(system);
        var setup = system.Settings.Setup.Get<ActorLogSetup>();
        return setup.HasValue
            ? new ActorLogExtension(system, setup.Value)
            : throw new ConfigurationException(
                $"The actor system '{system.Name}' names ActorLog's extension, but was given no pipeline: use WithActorLog() "
                    + "of Akka.Hosting, or start it with ActorLogSetup.For(pipeline).WithConfig(config)."
            );
    }
}
