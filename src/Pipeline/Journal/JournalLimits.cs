using System;
using System.Threading;

namespace ActorLog.Journal;

/// <summary>How large and how old a journal may become.</summary>
/// <param name="SegmentSize">Bytes after which a new segment is begun. One commit is never divided, so a segment may be longer by one.</param>
/// <param name="MaxBytes">Bytes that the journal should not exceed. The journal tells how far it is; who appends decides what happens then.</param>
/// <param name="MaxAge">Whole segments whose last frame is older are deleted, delivered or not; <see cref="Timeout.InfiniteTimeSpan"/> for never.</param>
/// <param name="MinFreeDisk">Bytes that others shall always find free on the disk.</param>
internal sealed record JournalLimits(long SegmentSize, long MaxBytes, TimeSpan MaxAge, long MinFreeDisk)
{
    /// <summary>Whether frames have an age at which they go.</summary>
    public bool HasAge => MaxAge >= TimeSpan.Zero && MaxAge < TimeSpan.MaxValue;
}
