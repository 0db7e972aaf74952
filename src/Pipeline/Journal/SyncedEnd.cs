namespace ActorLog.Journal;

/// <summary>Where the bytes that are on the medium end.</summary>
/// <param name="Segment">The segment that was synced last.</param>
/// <param name="Length">How many bytes of it.</param>
internal sealed record SyncedEnd(long Segment, long Length)
{
    /// <summary>Nothing was synced.</summary>
    public static SyncedEnd None { get; } = new(0, 0);
}
