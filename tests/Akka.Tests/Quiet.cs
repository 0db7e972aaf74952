using Akka.Actor;
using Akka.Configuration;

namespace ActorLog.AkkaNet.Tests;

/// <summary>Actor systems that print nothing.</summary>
internal static class Quiet
{
    public const string Hocon = """
        akka.loglevel = OFF
        akka.stdout-loglevel = OFF
        akka.log-dead-letters = off
        akka.log-dead-letters-during-shutdown = off
        """;

    public static ActorSystem System(string name, string hocon = "") =>
        ActorSystem.Create(name, ConfigurationFactory.ParseString(hocon).WithFallback(Hocon));
}
