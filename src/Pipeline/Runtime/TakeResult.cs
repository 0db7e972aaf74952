namespace ActorLog.Runtime;

/// <summary>What became of events that were to be taken in once: <see cref="LogPipeline.TakeAsync"/>.</summary>
/// <param name="Outcome">What became of all of them.</param>
/// <param name="Repeats">How many had been taken in before, and were not taken again.</param>
public readonly record struct TakeResult(WriteOutcome Outcome, int Repeats);
