namespace ActorLog.Runtime;

/// <summary>Why an event was dropped.</summary>
public enum DropReason
{
    /// <summary>A queue was full (<c>queue-full</c>).</summary>
    QueueFull,

    /// <summary>The deadline of the shutdown came before the delivery (<c>shutdown</c>).</summary>
    Shutdown,

    /// <summary>It was logged by code that was itself being logged, such as a <c>ToString()</c> (<c>reentrant</c>).</summary>
    Reentrant,

    /// <summary>It was logged after the pipeline had stopped, or its sink is stopped and full (<c>stopped</c>).</summary>
    Stopped,

    /// <summary>The journal had reached its limit (<c>journal-full</c>).</summary>
    JournalFull,

    /// <summary>It had waited in the journal for longer than <c>max-age</c> (<c>journal-age</c>).</summary>
    JournalAge,

    /// <summary>It could not be read back from the journal (<c>journal-damaged</c>).</summary>
    JournalDamaged,

    /// <summary>The pipeline itself failed at it, which is a bug and told as such (<c>bug</c>).</summary>
    Bug,
}
