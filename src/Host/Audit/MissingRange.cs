namespace ActorLog.Host.Audit;

/// <summary>Numbers that are missing side by side, for the same reason.</summary>
/// <param name="Numbers">The numbers.</param>
/// <param name="IsTold">Whether gap notices in the output tell that they were dropped.</param>
internal readonly record struct MissingRange(SequenceRange Numbers, bool IsTold);
