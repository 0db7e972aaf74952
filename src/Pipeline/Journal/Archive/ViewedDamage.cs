namespace ActorLog.Journal;

/// <summary>Bytes of a segment that should be frames and are not.</summary>
/// <param name="Path">The segment's file.</param>
/// <param name="Offset">Where they begin.</param>
/// <param name="Length">How many they are.</param>
internal readonly record struct ViewedDamage(string Path, long Offset, long Length);
