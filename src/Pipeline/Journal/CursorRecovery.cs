namespace ActorLog.Journal;

/// <summary>What a start found for one cursor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Position">The first position that is not settled.</param>
/// <param name="Waiting">How many frames wait for it, without those that are known to be lost.</param>
/// <param name="Lost">How many of the frames that it was to get are known to be lost.</param>
/// <param name="IsNew">Whether it was not in the state: it begins at the end.</param>
/// <param name="IsAbsent">Whether it is in the state, but nobody uses it.</param>
internal sealed record CursorRecovery(string Name, long Position, long Waiting, long Lost, bool IsNew, bool IsAbsent);
