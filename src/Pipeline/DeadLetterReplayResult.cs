using System.Collections.Generic;
using ActorLog.Journal;

namespace ActorLog;

/// <summary>What became of the letters of one sink.</summary>
/// <param name="Sink">The sink that could not deliver them.</param>
/// <param name="Target">The sink that they were sent to.</param>
/// <param name="Delivered">How many were delivered, and are marked as replayed.</param>
/// <param name="Rejected">Those that were rejected again, each with the new failure. They stay.</param>
/// <param name="Left">How many were not tried, or not to the end. They stay.</param>
/// <param name="Reason">Why some are left, or <see langword="null"/>.</param>
public sealed record DeadLetterReplayResult(
    string Sink,
    string Target,
    long Delivered,
    IReadOnlyList<DeadLetter> Rejected,
    long Left,
    string? Reason
);
