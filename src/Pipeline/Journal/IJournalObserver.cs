namespace ActorLog.Journal;

/// <summary>Who is told of what happens in a journal. Called on the thread that does it; must not throw and must not call back.</summary>
internal interface IJournalObserver
{
    /// <summary>A point of the journal's life was reached, at which tests let it end.</summary>
    void Reached(JournalPoint point);

    /// <summary>Something that an operator should know: a whole sentence.</summary>
    void Report(string text);
}
