namespace ActorLog.Journal;

/// <summary>Where an opened journal goes on.</summary>
/// <param name="Position">The position that the next frame gets.</param>
/// <param name="Segment">The segment to append to; null when a new one is to be begun.</param>
/// <param name="File">The segment's file, open.</param>
/// <param name="IsDoubtful">Whether the segment could not be synced.</param>
internal sealed record JournalEnd(long Position, JournalSegment? Segment, IJournalFile? File, bool IsDoubtful);
