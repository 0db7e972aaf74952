using System;
using System.Collections.Generic;
using System.IO;

namespace ActorLog.Journal;

/// <summary>The file system for those who only look: whatever would change something is an error.</summary>
internal sealed class ReadOnlyDisk : IJournalDisk
{
    /// <summary>It has no state, so one is enough.</summary>
    public static ReadOnlyDisk Instance { get; } = new();

    /// <inheritdoc/>
    public IJournalFile Open(string path) => new ReadOnlyFile(path);

    /// <inheritdoc/>
    public IEnumerable<string> Names(string folder) => JournalDisk.Instance.Names(folder);

    /// <inheritdoc/>
    public IEnumerable<string> Folders(string folder) => JournalDisk.Instance.Folders(folder);

    /// <inheritdoc/>
    public long? Length(string path) => JournalDisk.Instance.Length(path);

    /// <inheritdoc/>
    public long FreeBytes(string folder) => JournalDisk.Instance.FreeBytes(folder);

    /// <inheritdoc/>
    public void CreateFolder(string path) => throw Refused(path);

    /// <inheritdoc/>
    public IJournalFile Create(string path) => throw Refused(path);

    /// <inheritdoc/>
    public void Move(string path, string newPath) => throw Refused(path);

    /// <inheritdoc/>
    public void Delete(string path) => throw Refused(path);

    /// <inheritdoc/>
    public void DeleteFolder(string path) => throw Refused(path);

    /// <inheritdoc/>
    public void SyncFolder(string path) => throw Refused(path);

    /// <inheritdoc/>
    public IDisposable? TryLock(string path) => throw Refused(path);

    /// <summary>Whether somebody has the lock that a file stands for. Takes it from nobody.</summary>
    public static bool IsLocked(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            // A shared lock, held for a moment: several who look do not get into each other's way.
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static IOException Refused(string path) => new($"'{path}' is only looked at, and not changed");
}
