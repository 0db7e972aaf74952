using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ActorLog.Runtime;

/// <summary>What became of every event of the session, sink by sink, when the pipeline stopped.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Elapsed">How long stopping took.</param>
/// <param name="Refused">Events that the pipeline never accepted: its own queue was full, or it had stopped.</param>
/// <param name="Sinks">The sinks in the order of the configuration.</param>
public sealed record ShutdownReport(string SessionId, TimeSpan Elapsed, long Refused, IReadOnlyList<SinkStatus> Sinks)
{
    /// <summary>Whether every accepted event was delivered to every sink that takes it, and none was refused.</summary>
    public bool IsClean =>
        Refused == 0
        && Sinks.All(sink => sink.Ledger is { Dropped: 0, DeadLettered: 0, Buffered: 0, IsBalanced: true });

    /// <summary>The report, one line per sink.</summary>
    public override string ToString()
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"session {SessionId} ended after {Elapsed.TotalSeconds:0.00} s of draining; refused {Refused}"
        );
        return string.Join(Environment.NewLine, Sinks.Select(sink => $"  {sink.Name}: {sink.Ledger}").Prepend(head));
    }
}
