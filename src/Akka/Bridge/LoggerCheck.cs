using System;
using System.Linq;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace ActorLog.AkkaNet.Bridge;

/// <summary>Sees to it at the start that each line comes once: not twice through a second logger, and not past the bridge.</summary>
internal static class LoggerCheck
{
    // These print, or hand the same lines to the same pipeline by ILogger.
    private static readonly string[] Doubles =
    [
        "Akka.Event.DefaultLogger",
        "Akka.Event.StandardOutLogger",
        "Akka.Event.TraceLogger",
        "Akka.Hosting.Logging.LoggerFactoryLogger",
    ];

    /// <exception cref="ConfigurationException">It would not be so.</exception>
    public static void Throw(ExtendedActorSystem system)
    {
        var loggers = system.Settings.Loggers;
        if (system.Settings.StdoutLogger is not LoggingBusBridge && !loggers.Any(IsBridge))
        {
            throw new ConfigurationException(
                $"The actor system '{system.Name}' was started without ActorLog's configuration, and logs past it. WithActorLog() gives "
                    + "it in Akka.Hosting; elsewhere use ActorSystem.Create(name, ActorLogSetup.For(pipeline).WithConfig(config)), for "
                    + "the setup alone does nothing."
            );
        }

        if (system.Settings.StdoutLogger is not LoggingBusBridge)
        {
            throw new ConfigurationException(
                $"akka.stdout-logger-class is {system.Settings.StdoutLogger.GetType()}, so ActorLog would miss the lines of "
                    + "the start and of the end. Do not set it after WithActorLog()."
            );
        }

        if (!loggers.Any(IsBridge))
        {
            throw new ConfigurationException(
                $"akka.loggers is [{string.Join(", ", loggers)}], without ActorLog. {Advice}"
            );
        }

        if (loggers.FirstOrDefault(IsDouble) is { } twice)
        {
            throw new ConfigurationException(
                $"akka.loggers names {twice} beside ActorLog: every line would appear twice. {Advice}"
            );
        }

        // The bridge listens at this level, and only at the start Akka looks at it.
        if (Logging.LogLevelFor(system.Settings.StdoutLogLevel) != LogLevel.DebugLevel)
        {
            throw new ConfigurationException(
                $"akka.stdout-loglevel is {system.Settings.StdoutLogLevel}, and ActorLog would miss the lines below it, for it is "
                    + "the level at which the bridge listens. Do not set it after WithActorLog(); nothing is printed by it, and "
                    + "akka.loglevel and actorlog.min-level say what is logged."
            );
        }
    }

    private const string Advice =
        "ConfigureLoggers() replaces akka.loggers: call it before WithActorLog(), or leave it out; log levels, filters and "
        + "dead-letter options set there stay.";

    /// <summary>Whether it is the logger of Akka's TestKit, by which EventFilter sees lines. What it prints goes to the bridge.</summary>
    public static bool IsTestListener(string name) =>
        name.StartsWith("Akka.TestKit.TestEventListener", StringComparison.Ordinal);

    private static bool IsBridge(string name) =>
        name.StartsWith(typeof(LoggingBusBridge).FullName!, StringComparison.Ordinal);

    private static bool IsDouble(string name) =>
        Doubles.Any(known => name.Split(',')[0].Trim().Equals(known, StringComparison.Ordinal));
}
