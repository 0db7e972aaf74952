namespace ActorLog.Journal;

/// <summary>Tells nobody.</summary>
internal sealed class SilentObserver : IJournalObserver
{
    /// <summary>It has no state, so one is enough.</summary>
    public static SilentObserver Instance { get; } = new();

    /// <inheritdoc/>
    public void Reached(JournalPoint point) { }

    /// <inheritdoc/>
    public void Report(string text) { }
}
