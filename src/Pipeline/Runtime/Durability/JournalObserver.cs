using ActorLog.Journal;

namespace ActorLog.Runtime.Durability;

/// <summary>Passes on to the operator what the journal has to say.</summary>
internal sealed class JournalObserver(SinkEvents events) : IJournalObserver
{
    public void Reached(JournalPoint point)
    {
        // Points at which tests end a journal; nobody else needs them.
    }

    public void Report(string text) => events.Journal(text);
}
