namespace ActorLog.Journal;

/// <summary>When an event counts as safe, so that an input may tell its sender so.</summary>
public enum JournalAck
{
    /// <summary>
    /// When it is in the queue in memory. What had not reached the disk yet is lost with the process (<c>enqueued</c>).
    /// </summary>
    Enqueued,

    /// <summary>
    /// When the operating system has it: it survives <c>kill -9</c>, and a power cut after
    /// <see cref="JournalOptions.SyncInterval"/> (<c>written</c>).
    /// </summary>
    Written,

    /// <summary>When it is on the medium: it survives a power cut. Many events share one fsync (<c>fsynced</c>).</summary>
    Fsynced,
}
