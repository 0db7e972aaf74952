using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Runtime;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ActorLog;

/// <summary>
/// Healthy while every sink delivers; degraded while one backs off, is refused or more than 80 % full, the journal is full
/// because its sinks are behind, or dead letters cannot be kept; unhealthy when a sink has stopped, or the journal cannot be
/// written.
/// </summary>
/// <remarks>Reads counters only; costs nothing and never waits. Suits a readiness probe, not a liveness probe.</remarks>
public sealed class PipelineHealthCheck(LogPipeline pipeline) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var sinks = pipeline.Sinks;
        var data = sinks.ToDictionary(sink => sink.Name, sink => (object)sink.Ledger.ToString());
        var journal = pipeline.Journal is { State: not (SinkState.Running or SinkState.Draining) } stuck ? stuck : null;
        var troubles = sinks.Where(IsTroubled).Select(Describe).ToList();
        if (journal is not null)
        {
            var reason = journal.LastFailure?.Reason ?? "";
            troubles.Insert(0, journal.IsFull ? reason : $"the journal cannot be written: {reason}");
        }

        if (pipeline.DeadLetterTrouble is { } letters)
        {
            troubles.Add($"dead letters cannot be kept: {letters}");
        }

        if (troubles.Count == 0)
        {
            return Task.FromResult(HealthCheckResult.Healthy("every sink delivers", data));
        }

        var status =
            journal is { IsFull: false } || sinks.Any(sink => sink.State == SinkState.Stopped)
                ? context?.Registration.FailureStatus ?? HealthStatus.Unhealthy
                : HealthStatus.Degraded;
        return Task.FromResult(new HealthCheckResult(status, string.Join("; ", troubles), null, data));
    }

    private static bool IsTroubled(SinkStatus sink) =>
        sink.State is not (SinkState.Running or SinkState.Draining) || sink.IsNearlyFull;

    private static string Describe(SinkStatus sink) =>
        FormattableString.Invariant(
            $"sink '{sink.Name}' is {sink.State}, {sink.QueuedEvents} of {sink.QueueCapacity} events queued, {sink.QueuedBytes} of {sink.QueueCapacityBytes} bytes"
        ) + (sink.LastFailure is { } failure ? $", last failure: {failure.Reason}" : "");
}
