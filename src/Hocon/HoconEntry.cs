namespace ActorLog.Hocon;

/// <summary>A value with its path and the place of its key.</summary>
/// <param name="Path">The path; items of lists have their index as a key.</param>
/// <param name="Value">The value: a scalar, an empty container, or something unresolved.</param>
/// <param name="KeyOrigin">Where the key was written; for an item of a list, where the item was.</param>
public sealed record HoconEntry(HoconPath Path, HoconValue Value, HoconOrigin KeyOrigin);
