using System;
using System.Linq;
using Akka.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
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
        if (services.GetService<ILoggerFactory>() is not { } factory)
        {
            return;
        }

        if (
            pipeline.Sinks.Any(sink => sink.Type == "console")
            && services.GetService<IOptionsMonitor<LoggerFilterOptions>>() is { } filters
        )
        {
            Silence(filters.CurrentValue);
            filters.OnChange(options => SilenceAgain(options, factory));
        }

        factory.AddProvider(pipeline.LoggerProvider);
    }

    /// <summary>Two writers to one console would print every line twice, so the built-in one is turned off.</summary>
    private static void Silence(LoggerFilterOptions options)
    {
        // A rule with a category would win over ours, so those for the provider go.
        foreach (var rule in options.Rules.Where(rule => rule.ProviderName is "Console" or Console).ToArray())
        {
            options.Rules.Remove(rule);
        }

        options.Rules.Add(new LoggerFilterRule(Console, null, LogLevel.None, null));
        options.Rules.Add(new LoggerFilterRule(typeof(Nudge).FullName, null, LogLevel.None, null));
    }

    /// <summary>
    /// A reload makes the filters anew. It is too late then to add to what makes them, and the factory, which was told first,
    /// goes by the new ones already; it looks at them again when it is given a provider.
    /// </summary>
    private static void SilenceAgain(LoggerFilterOptions options, ILoggerFactory factory)
    {
        Silence(options);
        try
        {
            factory.AddProvider(new Nudge());
        }
        catch (ObjectDisposedException)
        {
            // The app has ended.
        }
    }

    private sealed class Nudge : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => NullLogger.Instance;

        public void Dispose()
        {
            // It has nothing.
        }
    }
}
