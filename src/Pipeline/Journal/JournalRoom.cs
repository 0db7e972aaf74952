namespace ActorLog.Journal;

/// <summary>How much room a journal has left.</summary>
/// <param name="Fraction">How much of <see cref="JournalLimits.MaxBytes"/> is taken: 0 to 1, or above.</param>
/// <param name="DiskIsLow">Whether the disk has less free than <see cref="JournalLimits.MinFreeDisk"/>.</param>
internal readonly record struct JournalRoom(double Fraction, bool DiskIsLow)
{
    /// <summary>Whether nothing should be appended before something is gone.</summary>
    public bool IsFull => Fraction >= 1 || DiskIsLow;
}
