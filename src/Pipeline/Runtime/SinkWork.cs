using ActorLog.Sinks;

namespace ActorLog.Runtime;

/// <summary>What a worker is to do: write a batch, or flush its sink.</summary>
/// <param name="Ticket">The number under which the answer is expected; other answers are ignored.</param>
/// <param name="Batch">The batch to write, or <see langword="null"/> to flush.</param>
public readonly record struct SinkWork(long Ticket, LogBatch? Batch);
