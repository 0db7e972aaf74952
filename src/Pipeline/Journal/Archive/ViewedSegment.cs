namespace ActorLog.Journal;

/// <summary>A segment's file as it was found.</summary>
/// <param name="Id">Its number, by its header; by its name when that is damaged.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Length">Its bytes at that moment.</param>
/// <param name="Header">Its header; null when that is damaged, or of another version.</param>
/// <param name="IsOfOtherVersion">Whether a later version wrote it.</param>
internal sealed record ViewedSegment(long Id, string Path, long Length, SegmentHeader? Header, bool IsOfOtherVersion);
