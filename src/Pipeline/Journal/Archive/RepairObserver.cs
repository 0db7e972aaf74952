using System;

namespace ActorLog.Journal;

/// <summary>Passes on what a repair tells, and counts the damage.</summary>
internal sealed class RepairObserver(Action<string> report) : IJournalObserver
{
    /// <summary>How many damaged stretches were found.</summary>
    public int Damages { get; private set; }

    /// <inheritdoc/>
    public void Reached(JournalPoint point) => Damages += point == JournalPoint.DamageKept ? 1 : 0;

    /// <inheritdoc/>
    public void Report(string text) => report(text);
}
