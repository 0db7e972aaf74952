using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace ActorLog.Journal;

/// <summary>The folder that one process writes its journal to, among those that share a root.</summary>
/// <remarks>
/// Slot 1 is the root itself, slot 2 its folder <c>2</c>, and so on. Whoever holds the lock of a slot owns its folder. The lock
/// files stand in the root, <c>lock</c>, <c>2.lock</c> and so on, and are never deleted: a lock on a deleted file would keep
/// nobody out.
/// </remarks>
internal sealed class JournalFolders : IDisposable
{
    /// <summary>How many processes can share a root.</summary>
    public const int MaxSlots = 64;

    private readonly IJournalDisk _disk;
    private readonly string _root;
    private readonly string _lock;
    private IDisposable _lease;

    private JournalFolders(IJournalDisk disk, string root, int slot, IDisposable lease)
    {
        (_disk, _root, _lock, _lease) = (disk, root, LockOf(root, slot), lease);
        Folder = FolderOf(root, slot);
        Orphans = FindOrphans(disk, root, slot);
    }

    /// <summary>The folder that is ours until this is disposed.</summary>
    public string Folder { get; }

    /// <summary>Journals of processes that are gone. Whoever does not adopt one disposes of it.</summary>
    public IReadOnlyList<JournalOrphan> Orphans { get; }

    /// <summary>Takes the first slot that nobody has, and with it the journals of those behind it that nobody has.</summary>
    /// <exception cref="IOException">The root cannot be used, or all its slots are taken.</exception>
    public static JournalFolders Acquire(IJournalDisk disk, string root)
    {
        disk.CreateFolder(root);
        for (var slot = 1; slot <= MaxSlots; slot++)
        {
            if (disk.TryLock(LockOf(root, slot)) is { } lease)
            {
                try
                {
                    return new JournalFolders(disk, root, slot, lease);
                }
                catch
                {
                    lease.Dispose();
                    throw;
                }
            }
        }

        throw new IOException($"all {MaxSlots} slots of '{root}' are taken by other processes");
    }

    /// <summary>Makes the folder anew that was taken away under us, and takes its lock: the one that we have is on a file that is gone.</summary>
    /// <exception cref="IOException">It cannot be made, or another process has made it and has it.</exception>
    public void Renew()
    {
        _disk.CreateFolder(_root);
        if (_disk.Length(_lock) is null)
        {
            var lease = _disk.TryLock(_lock) ?? throw Taken();
            _lease.Dispose();
            _lease = lease;
        }
        else
        {
            // Ours, or that of a process which came after the folder had gone: that cannot be told without letting go.
            _lease.Dispose();
            _lease = _disk.TryLock(_lock) ?? throw Taken();
        }
    }

    /// <summary>Gives up the folder, and the orphans that were not adopted.</summary>
    public void Dispose()
    {
        foreach (var orphan in Orphans)
        {
            orphan.Dispose();
        }

        _lease.Dispose();
    }

    /// <summary>Whether there is a journal in a folder.</summary>
    public static bool HasJournal(IJournalDisk disk, string folder) =>
        disk.Names(folder).Any(name => name == JournalNames.State || JournalNames.IsSegment(name, out _));

    private IOException Taken() => new($"'{Folder}' was taken away, and another process has made it anew and has it");

    private static List<JournalOrphan> FindOrphans(IJournalDisk disk, string root, int ours)
    {
        var orphans = new List<JournalOrphan>();
        var slots = disk.Folders(root).Select(Slot).Where(slot => slot > ours).Order();
        foreach (var slot in slots)
        {
            if (HasJournal(disk, FolderOf(root, slot)) && disk.TryLock(LockOf(root, slot)) is { } lease)
            {
                orphans.Add(new JournalOrphan(FolderOf(root, slot), lease));
            }
        }

        return orphans;
    }

    private static int Slot(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var slot) && slot is > 1 and <= MaxSlots
            ? slot
            : 0;

    private static string FolderOf(string root, int slot) =>
        slot == 1 ? root : Path.Combine(root, slot.ToString(CultureInfo.InvariantCulture));

    private static string LockOf(string root, int slot) =>
        Path.Combine(root, slot == 1 ? "lock" : string.Create(CultureInfo.InvariantCulture, $"{slot}.lock"));
}
