using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Runtime;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ActorLog;

/// <summary>Healthy while every sink delivers; degraded while one backs off, is refused or more than 80 % full; unhealthy when one has stopped.</summary>
/// <remarks>Reads counters only; costs nothing and never waits. Suits a readiness probe, not a liveness probe.</remarks>
public sealed class PipelineHealthCheck(LogPipeline pipeline) : IHealthCheck
{
    private const double NearlyFull = 0.8;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var sinks = pipeline.Sinks;
        var troubled = sinks.Where(IsTroubled).ToArray();
        var data = sinks.ToDictionary(sink => sink.Name, sink => (object)sink.Ledger.ToString());
        if (troubled.Length == 0)
        {
            return Task.FromResult(HealthCheckResult.Healthy("every sink delivers", data));
        }

        var status = troubled.Any(sink => sink.State == SinkState.Stopped)
            ? context?.Registration.FailureStatus ?? HealthStatus.Unhealthy
            : HealthStatus.Degraded;
        return Task.FromResult(new HealthCheckResult(status, string.Join("; ", troubled.Select(Describe)), null, data));
    }

    private static bool IsTroubled(SinkStatus sink) =>
        sink.State is not (SinkState.Running or SinkState.Draining)
        || sink.QueuedEvents > sink.QueueCapacity * NearlyFull;

    private static string Describe(SinkStatus sink) =>
        FormattableString.Invariant(
            $"sink '{sink.Name}' is {sink.State}, {sink.QueuedEvents} of {sink.QueueCapacity} events queued"
        ) + (sink.LastFailure is { } failure ? $", last failure: {failure.Reason}" : "");
}
