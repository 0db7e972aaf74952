using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ActorLog.Journal;

/// <summary>The file system of the machine.</summary>
internal sealed class JournalDisk : IJournalDisk
{
    // EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows, as .NET passes them on.
    private static readonly int[] SomebodyHasIt = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    /// <summary>It has no state, so one is enough.</summary>
    public static JournalDisk Instance { get; } = new();

    /// <inheritdoc/>
    public void CreateFolder(string path)
    {
        var made = new Stack<string>();
        for (var folder = Path.GetFullPath(path); folder is not null && !Directory.Exists(folder); )
        {
            folder = Path.GetDirectoryName(folder);
            made.Push(folder ?? "");
        }

        Directory.CreateDirectory(path);
        foreach (var parent in made)
        {
            FolderSync.Sync(parent);
        }
    }

    /// <inheritdoc/>
    public IJournalFile Create(string path) => new JournalDiskFile(path, FileMode.CreateNew);

    /// <inheritdoc/>
    public IJournalFile Open(string path) => new JournalDiskFile(path, FileMode.Open);

    /// <inheritdoc/>
    public IEnumerable<string> Names(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)) : [];

    /// <inheritdoc/>
    public IEnumerable<string> Folders(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)) : [];

    /// <inheritdoc/>
    public long? Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : null;

    /// <inheritdoc/>
    public bool Exists(string path) => File.Exists(path);

    /// <inheritdoc/>
    public void Move(string path, string newPath) => File.Move(path, newPath, overwrite: false);

    /// <inheritdoc/>
    public void Delete(string path) => File.Delete(path);

    /// <inheritdoc/>
    public void DeleteFolder(string path) => Directory.Delete(path, recursive: false);

    /// <inheritdoc/>
    public void SyncFolder(string path) => FolderSync.Sync(path);

    /// <inheritdoc/>
    public long FreeBytes(string folder) => FreeSpace.Of(folder);

    /// <inheritdoc/>
    public IDisposable? TryLock(string path)
    {
        try
        {
            // An exclusive share is flock on Unix: the kernel gives it up when the process is gone, however it went.
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (SomebodyHasIt.Contains(failure.HResult))
        {
            return null;
        }
    }
}
