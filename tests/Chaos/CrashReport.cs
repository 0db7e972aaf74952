using System;
using System.Collections.Generic;

namespace ActorLog.Chaos;

/// <summary>What a crash run has shown.</summary>
/// <param name="Kills">How often the host was killed.</param>
/// <param name="KillsInStart">How often of these before it listened.</param>
/// <param name="Acknowledged">Events that were acknowledged to their senders.</param>
/// <param name="Heard">Different events that the destination heard.</param>
/// <param name="Repeats">Events that it heard again.</param>
/// <param name="Unanswered">Requests that the senders had to send again.</param>
/// <param name="Requests">Requests that the destination heard to their end.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Problems">What is wrong; empty when nothing is.</param>
public sealed record CrashReport(
    int Kills,
    int KillsInStart,
    long Acknowledged,
    long Heard,
    long Repeats,
    long Unanswered,
    int Requests,
    TimeSpan Elapsed,
    IReadOnlyList<string> Problems
)
{
    /// <summary>The report, for people.</summary>
    public override string ToString() =>
        FormattableString.Invariant(
            $"""
            {Kills} kills in {Elapsed.TotalSeconds:0} s, {KillsInStart} of them while it started
            {Acknowledged} events acknowledged, {Heard} heard, {Repeats} heard again under the same name
            {Unanswered} requests to the host sent again, {Requests} requests heard by the destination
            {(
                Problems.Count == 0
                    ? "ok: every acknowledged event arrived, in order, unaltered, and nothing else"
                    : "WRONG\n  " + string.Join("\n  ", Problems)
            )}
            """
        );
}
