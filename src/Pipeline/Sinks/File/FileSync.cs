namespace ActorLog.Sinks;

/// <summary>When a file sink makes the operating system put the bytes on the disk (fsync).</summary>
public enum FileSync
{
    /// <summary>
    /// Never: the operating system does it in its own time. What was written survives the death of the process, not the loss
    /// of power.
    /// </summary>
    Off,

    /// <summary>
    /// At the end of every batch, before it counts as delivered: what counts as delivered survives the loss of power. Costs
    /// a disk's round trip for each batch.
    /// </summary>
    Batch,

    /// <summary>At the latest <see cref="FileSinkOptions.SyncInterval"/> after a batch: so much may be lost with the power.</summary>
    Interval,
}
