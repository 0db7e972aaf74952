using System.Linq;
using Akka.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ActorLog.AkkaNet.Hosting;

/// <summary>Lets the app's loggers write to a pipeline that was made after the container.</summary>
/// <remarks>
/// Loggers that exist take the new provider up at once. The factory owns the provider: when the container disposes it, at
/// the very end, the pipeline drains.
/// </remarks>
internal static class LoggerFactoryEntry
{
    private const string Console = "Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider";

    public static void Add(LogPipeline pipeline, IDependencyResolver services)
    {
        if (pipeline.Sinks.Any(sink => sink.Type == "console"))
        {
            SilenceBuiltInConsole(services);
        }

        services.GetService<ILoggerFactory>()?.AddProvider(pipeline.LoggerProvider);
    }

    /// <summary>Two writers to one console would print every line twice.</summary>
    private static void SilenceBuiltInConsole(IDependencyResolver services)
    {
        if (services.GetService<IOptionsMonitor<LoggerFilterOptions>>()?.CurrentValue.Rules is not { } rules)
        {
            return;
        }

        // A rule with a category would win over ours, so those for the provider go.
        foreach (var rule in rules.Where(rule => rule.ProviderName is "Console" or Console).ToArray())
        {
            rules.Remove(rule);
        }

        rules.Add(new LoggerFilterRule(Console, null, LogLevel.None, null));
    }
}
