using System;
using System.Linq;

namespace ActorLog.Host.Status;

/// <summary>Reads the status of a running host. Reads counters only; safe on any thread.</summary>
internal sealed class StatusSource(LogPipeline pipeline, TimeProvider clock)
{
    private readonly DateTimeOffset _started = clock.GetUtcNow();
    private readonly long _startedAt = clock.GetTimestamp();

    /// <summary>The status now.</summary>
    public HostStatus Read()
    {
        var sinks = pipeline.Sinks.Select(HostSinkStatus.Of).ToArray();
        var journal = HostJournalStatus.Of(pipeline.Journal);
        var (health, troubles) = HealthRules.Judge(sinks, journal, pipeline.DeadLetterTrouble);
        return new HostStatus
        {
            Version = HostVersion.Text,
            Session = pipeline.SessionId,
            ProcessId = Environment.ProcessId,
            Started = _started,
            UptimeSeconds = Math.Round(clock.GetElapsedTime(_startedAt).TotalSeconds, 3),
            Health = health,
            Troubles = troubles,
            Accepted = pipeline.Accepted,
            Repeats = pipeline.Repeats,
            Ack = AckLevel.Of(pipeline),
            Refused = pipeline.Refused.Total,
            RefusedBy = DropStatus.Of(pipeline.Refused),
            Sinks = sinks,
            Journal = journal,
        };
    }
}
