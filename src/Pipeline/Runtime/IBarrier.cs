using ActorLog.Sinks;

namespace ActorLog.Runtime;

/// <summary>A mark that travels behind events, and is told where it has passed. Safe on any thread.</summary>
internal interface IBarrier
{
    /// <summary>All that came before the mark is settled at this sink.</summary>
    /// <param name="sink">The sink's name.</param>
    /// <param name="failure">Why it could not be settled, or <see langword="null"/>.</param>
    void Passed(string sink, SinkFailure? failure);
}
