namespace ActorLog.Kit;

/// <summary>What can fail on a <see cref="CrashDisk"/>.</summary>
public enum DiskAction
{
    Create,
    Open,
    Read,
    Write,
    Sync,
    SetLength,
    Move,
    Delete,
    SyncFolder,
}
