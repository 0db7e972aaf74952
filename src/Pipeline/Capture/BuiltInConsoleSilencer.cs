using System;
using System.Linq;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ActorLog.Capture;

/// <summary>Turns the built-in console provider off when the pipeline writes to the console, so that no line appears twice.</summary>
internal sealed class BuiltInConsoleSilencer(LogPipeline pipeline) : IPostConfigureOptions<LoggerFilterOptions>
{
    private const string Provider = "Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider";
    private const string Alias = "Console";

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        if (!pipeline.HasSink("console"))
        {
            return;
        }

        // A rule with a category would win over ours, so those for the provider go.
        foreach (var rule in options.Rules.Where(IsForConsole).ToArray())
        {
            options.Rules.Remove(rule);
        }

        options.Rules.Add(new LoggerFilterRule(Provider, null, LogLevel.None, null));
    }

    private static bool IsForConsole(LoggerFilterRule rule) =>
        string.Equals(rule.ProviderName, Alias, StringComparison.OrdinalIgnoreCase) || rule.ProviderName == Provider;
}
