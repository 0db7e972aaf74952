namespace ActorLog.Host.Audit;

/// <summary>What a gap notice in an output tells.</summary>
/// <param name="Count">How many events were dropped.</param>
/// <param name="First">The lowest of their numbers.</param>
/// <param name="Last">The highest of their numbers.</param>
/// <remarks>
/// Not all numbers between are missing, and not every drop leaves a number missing: what the pipeline's own queue refused
/// never had one. So a notice explains any missing numbers in its range, but no more than it counts.
/// </remarks>
internal readonly record struct GapNotice(long Count, long First, long Last);
