namespace ActorLog.Runtime;

/// <summary>The words for drop reasons in metrics, gap notices and reports.</summary>
internal static class DropReasons
{
    public const int Count = 8;

    public static string Word(DropReason reason) =>
        reason switch
        {
            DropReason.QueueFull => "queue-full",
            DropReason.Shutdown => "shutdown",
            DropReason.Reentrant => "reentrant",
            DropReason.Stopped => "stopped",
            DropReason.JournalFull => "journal-full",
            DropReason.JournalAge => "journal-age",
            DropReason.JournalDamaged => "journal-damaged",
            _ => "bug",
        };
}
