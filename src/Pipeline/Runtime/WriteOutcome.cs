namespace ActorLog.Runtime;

/// <summary>What became of an event that was offered to the pipeline.</summary>
public enum WriteOutcome
{
    /// <summary>The pipeline has it: it will be delivered to every sink that wants it, or accounted for.</summary>
    Accepted,

    /// <summary>No sink could want it: it is below the least level for its category.</summary>
    Filtered,

    /// <summary>There is no room. It was not taken; try again later.</summary>
    Full,

    /// <summary>The pipeline has stopped. It was not taken.</summary>
    Stopped,

    /// <summary>
    /// It was accepted, but the journal does not hold it yet: it may get there, or be lost with the process. Who has to know
    /// offers it again. Only <see cref="LogPipeline.TakeAsync"/> says so.
    /// </summary>
    Uncommitted,
}
