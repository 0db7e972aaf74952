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
    private Action<Action<object?, ScopeProbe>, ScopeProbe> _forEach = null!;

    public ActorLoggerProvider(LogPipeline pipeline)
    {
        _pipeline = pipeline;
        SetScopeProvider(new LoggerExternalScopeProvider());
    }

    /// <summary>The scopes of all providers of the factory; our own when the provider is used without one.</summary>
    public IExternalScopeProvider Scopes { get; private set; } = null!;

    /// <summary>Its <c>ForEachScope</c>, found once: finding a generic method behind an interface took 5 ns of each call.</summary>
    public Action<Action<object?, LogEvent>, LogEvent> ForEachScope { get; private set; } = null!;

    /// <summary>Whether the caller is in a scope, or may be: a provider of scopes that throws is looked at again by who reads them.</summary>
    public bool HasScopes
    {
        get
        {
            var probe = ScopeProbe.OfThread;
            probe.HasMet = false;
            try
            {
                _forEach(static (_, probe) => probe.HasMet = true, probe);
                return probe.HasMet;
            }
#pragma warning disable CA1031 // Law 1: a hostile provider of scopes costs the scopes, not the event.
            catch (Exception)
#pragma warning restore CA1031
            {
                return true;
            }
        }
    }

    public bool IncludeScopes => _pipeline.Options.IncludeScopes;

    public ILogger CreateLogger(string categoryName) =>
        _loggers.GetOrAdd(categoryName, name => _pipeline.CreateLogger(name, this));

    public void SetScopeProvider(IExternalScopeProvider scopeProvider)
    {
        ForEachScope = scopeProvider.ForEachScope;
        _forEach = scopeProvider.ForEachScope;
        Scopes = scopeProvider;
    }

    public void Dispose() => _pipeline.Dispose();

    /// <summary>Notes that there is a scope. One for each thread, for whoever asks needs it at once and no longer.</summary>
    private sealed class ScopeProbe
    {
        [ThreadStatic]
        private static ScopeProbe? _ofThread;

        public static ScopeProbe OfThread => _ofThread ??= new ScopeProbe();

        public bool HasMet { get; set; }
    }
}
