namespace ActorLog.Journal;

/// <summary>A segment as found on the disk.</summary>
/// <param name="Name">Its file's name.</param>
/// <param name="NameId">The number in the name.</param>
/// <param name="Length">The file's length.</param>
/// <param name="Header">Its header; null when that is damaged or of another version.</param>
/// <param name="IsOfOtherVersion">Whether it is of a version that this code does not know.</param>
/// <param name="IsSalvaged">Whether the header was damaged and made anew from the frames.</param>
internal sealed record SegmentFile(
    string Name,
    long NameId,
    long Length,
    SegmentHeader? Header,
    bool IsOfOtherVersion,
    bool IsSalvaged = false
)
{
    /// <summary>Whether more can be written to it.</summary>
    public bool CanGrow => !IsSalvaged && Header?.Id == NameId;
}
