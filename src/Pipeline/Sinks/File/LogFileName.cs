using System;

namespace ActorLog.Sinks;

/// <summary>What the name of one of a sink's files says.</summary>
/// <param name="Period">The hour or day that the file is for; the earliest time when files do not roll by time.</param>
/// <param name="Number">0 for the name without a number, which the newest file of a period has; else 1, 2, 3 in the order of time.</param>
/// <param name="ProcessId">The process that wrote it, when the name tells.</param>
internal readonly record struct LogFileName(DateTime Period, int Number, int? ProcessId);
