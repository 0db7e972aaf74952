using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ActorLog.Capture;

/// <summary>Makes the loggers that write to one pipeline.</summary>
[ProviderAlias("ActorLog")]
internal sealed class ActorLoggerProvider(LogPipeline pipeline) : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentDictionary<string, ILogger> _loggers = new();

    /// <summary>The scopes of all providers of the factory; our own when the provider is used without one.</summary>
    public IExternalScopeProvider Scopes { get; private set; } = new LoggerExternalScopeProvider();

    public bool IncludeScopes => pipeline.IncludeScopes;

    public ILogger CreateLogger(string categoryName) =>
        _loggers.GetOrAdd(categoryName, name => pipeline.CreateLogger(name, this));

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => Scopes = scopeProvider;

    public void Dispose() => pipeline.Dispose();
}
