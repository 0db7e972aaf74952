using System.Collections.Generic;
using System.Linq;
using ActorLog.Runtime;

namespace ActorLog.Host.Status;

/// <summary>How many events of a level were dropped for a reason.</summary>
/// <param name="Reason">The word of the metrics: <c>queue-full</c>.</param>
/// <param name="Level">The level's name.</param>
/// <param name="Count">How many.</param>
internal sealed record DropStatus(string Reason, string Level, long Count)
{
    /// <summary>What was counted.</summary>
    public static IReadOnlyList<DropStatus> Of(DropCounts counts) =>
        [.. counts.NonZero().Select(drop => new DropStatus(Words.Of(drop.Reason), drop.Level.ToString(), drop.Count))];
}
