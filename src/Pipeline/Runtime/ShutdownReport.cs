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

    /// <summary>Whether dead letters are kept on disk. Else they are counted and told, and lost.</summary>
    public bool KeepsDeadLetters { get; init; }

    /// <summary>Whether what was not delivered is kept: in the journal, for the next run, or among the dead letters.</summary>
    public bool IsLossless =>
        Refused == 0
        && Sinks.All(sink =>
            sink.Ledger is { Dropped: 0, IsBalanced: true }
            && sink.Ledger.Buffered == sink.Ledger.Journaled
            && (KeepsDeadLetters || sink.Ledger.DeadLettered == 0)
        );

    /// <summary>Events that wait in the journal for the next run.</summary>
    public long Kept => Sinks.Sum(sink => sink.Ledger.Journaled);

    /// <summary>The report, one line per sink.</summary>
    public override string ToString()
    {
        var kept = Kept == 0 ? "" : "; what the journal holds is delivered after the next start";
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"session {SessionId} ended after {Elapsed.TotalSeconds:0.00} s of draining; refused {Refused}{kept}"
        );
        return string.Join(Environment.NewLine, Sinks.Select(sink => $"  {sink.Name}: {sink.Ledger}").Prepend(head));
    }
}
