using System;
using System.Collections.Concurrent;
using ActorLog.Events;
using Microsoft.Extensions.Logging;

namespace ActorLog.Capture;

/// <summary>Makes the loggers that write to one pipeline.</summary>
[ProviderAlias("ActorLog")]
internal sealed class ActorLoggerProvider : ILoggerProvider, ISupportExternalScope
{
    private readonly LogPipeline _pipeline;
    private readonly ConcurrentDictionary<string, ILogger> _loggers = new();

    public ActorLoggerProvider(LogPipeline pipeline)
    {
        _pipeline = pipeline;
        SetScopeProvider(new LoggerExternalScopeProvider());
    }

    /// <summary>The scopes of all providers of the factory; our own when the provider is used without one.</summary>
    public IExternalScopeProvider Scopes { get; private set; } = null!;

    /// <summary>Its <c>ForEachScope</c>, found once: finding a generic method behind an interface took 5 ns of each call.</summary>
    public Action<Action<object?, LogEvent>, LogEvent> ForEachScope { get; private set; } = null!;

    public bool IncludeScopes => _pipeline.Options.IncludeScopes;

    public ILogger CreateLogger(string categoryName) =>
        _loggers.GetOrAdd(categoryName, name => _pipeline.CreateLogger(name, this));

    public void SetScopeProvider(IExternalScopeProvider scopeProvider)
    {
        ForEachScope = scopeProvider.ForEachScope;
        Scopes = scopeProvider;
    }

    public void Dispose() => _pipeline.Dispose();
}
