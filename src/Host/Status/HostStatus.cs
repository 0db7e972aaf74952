using System;
using System.Collections.Generic;

namespace ActorLog.Host.Status;

/// <summary>How a running host is doing, as <c>GET /status</c> tells it.</summary>
internal sealed record HostStatus
{
    /// <summary>The version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>This run of the pipeline; every event carries it.</summary>
    public required string Session { get; init; }

    /// <summary>The process.</summary>
    public required int ProcessId { get; init; }

    /// <summary>When the host was started.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long it has been running.</summary>
    public required double UptimeSeconds { get; init; }

    /// <summary><c>ok</c>, <c>degraded</c> or <c>failed</c>.</summary>
    public required string Health { get; init; }

    /// <summary>What is wrong, for people; empty when nothing is.</summary>
    public required IReadOnlyList<string> Troubles { get; init; }

    /// <summary>Events that the pipeline has accepted.</summary>
    public required long Accepted { get; init; }

    /// <summary>Events that had been taken in before and were not taken again.</summary>
    public required long Repeats { get; init; }

    /// <summary>How safe an event is when its sender hears 2xx: <c>memory</c>, or the word of <c>journal.ack</c>.</summary>
    public required string Ack { get; init; }

    /// <summary>Events that it never accepted.</summary>
    public required long Refused { get; init; }

    /// <summary>The same, by reason and level.</summary>
    public required IReadOnlyList<DropStatus> RefusedBy { get; init; }

    /// <summary>The sinks, in the order of the configuration.</summary>
    public required IReadOnlyList<HostSinkStatus> Sinks { get; init; }

    /// <summary>The journal, or <see langword="null"/> when there is none.</summary>
    public HostJournalStatus? Journal { get; init; }
}
