using Microsoft.Extensions.Logging;

namespace ActorLog.Capture;

/// <summary>The provider as the container sees it: the container owns the pipeline, so disposing this does not.</summary>
[ProviderAlias("ActorLog")]
internal sealed class HostedLoggerProvider(LogPipeline pipeline) : ILoggerProvider, ISupportExternalScope
{
    public ILogger CreateLogger(string categoryName) => pipeline.LoggerProvider.CreateLogger(categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) =>
        ((ISupportExternalScope)pipeline.LoggerProvider).SetScopeProvider(scopeProvider);

    public void Dispose()
    {
        // The last lines of other services may still come; the container disposes the pipeline after them.
    }
}
