namespace ActorLog.Journal;

/// <summary>How far a durable sink has come.</summary>
/// <param name="Name">The sink's name. Names that begin with <c>@</c> are the journal's own.</param>
/// <param name="Position">The first position that is not settled.</param>
/// <param name="Lag">How many frames of the journal it has before it, those for other sinks counted too.</param>
public sealed record JournalCursorInfo(string Name, long Position, long Lag);
