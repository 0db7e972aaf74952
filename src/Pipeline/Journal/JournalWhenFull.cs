namespace ActorLog.Journal;

/// <summary>What happens to new events when the journal has reached its limit.</summary>
public enum JournalWhenFull
{
    /// <summary>Callers wait as the pipeline's queue says; senders are told to come again (<c>wait</c>).</summary>
    Wait,

    /// <summary>The oldest segment goes, and with it what no sink has taken of it yet; counted (<c>drop-oldest</c>).</summary>
    DropOldest,

    /// <summary>New events are dropped and counted (<c>drop-newest</c>).</summary>
    DropNewest,

    /// <summary>
    /// From 70 % on Trace and Debug are dropped, from 85 % on Information too; Warning and above are taken to the end, and
    /// then the oldest segment goes for them (<c>drop-by-level</c>).
    /// </summary>
    DropByLevel,
}
