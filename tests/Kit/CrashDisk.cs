using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ActorLog.Journal;

namespace ActorLog.Kit;

/// <summary>
/// A file system in memory that keeps only what it must: when the power fails, un-synced writes are there, not there or torn,
/// sector by sector, and un-synced names are there or not. When only the process dies, everything stays.
/// </summary>
/// <remarks>
/// After a failed sync the bytes can still be read, but no later sync puts them on the medium: that is how Linux does it.
/// The names of one folder reach the medium in their order, but deletions each for itself. Thread-safe.
/// </remarks>
public sealed partial class CrashDisk : IJournalDisk
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _locks = [];
    private readonly List<PendingName> _pending = [];
    private Dictionary<string, CrashNode?> _names = [];
    private Dictionary<string, CrashNode?> _durableNames = [];
    private int _process;

    /// <summary>The smallest piece that is written as a whole.</summary>
    public int SectorSize { get; init; } = 64;

    /// <summary>How many bytes can still be written; null for no end. A write that does not fit is written in part.</summary>
    public long? FreeBytes { get; set; }

    /// <summary>Asked before everything that is done; what it gives is thrown.</summary>
    public Func<DiskAction, string, Exception?> Fault { get; set; } = (_, _) => null;

    /// <summary>How many bytes of a failing write are written all the same.</summary>
    public int ShortWrite { get; set; }

    /// <summary>Whether nothing can be done any more, because the process is about to be gone.</summary>
    public bool IsHalted { get; set; }

    /// <summary>The paths of all files, in ordinal order.</summary>
    public string[] Paths =>
        [.. _names.Where(name => name.Value is not null).Select(name => name.Key).Order(StringComparer.Ordinal)];

    /// <summary>The bytes of a file.</summary>
    public byte[] Bytes(string path) => _names[path]!.Bytes.ToArray();

    /// <summary>Puts a file there, synced.</summary>
    public void Put(string path, ReadOnlySpan<byte> bytes)
    {
        var node = new CrashNode();
        node.Write(bytes, 0, SectorSize);
        node.Sync(SectorSize);
        _names[path] = _durableNames[path] = node;
        for (
            var folder = Path.GetDirectoryName(path);
            !string.IsNullOrEmpty(folder);
            folder = Path.GetDirectoryName(folder)
        )
        {
            _names[folder] = _durableNames[folder] = null;
        }
    }

    /// <summary>Takes a file away.</summary>
    public void Remove(string path)
    {
        _names.Remove(path);
        _durableNames.Remove(path);
    }

    /// <summary>The same files on a disk of its own.</summary>
    public CrashDisk Clone()
    {
        lock (_gate)
        {
            var clone = new CrashDisk { SectorSize = SectorSize };
            foreach (var path in Paths)
            {
                clone.Put(path, _names[path]!.Bytes);
            }

            return clone;
        }
    }

    /// <summary>The process dies: its files are closed, its locks are free, and nothing else is lost.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            _process++;
            _locks.Clear();
            IsHalted = false;
        }
    }

    /// <summary>The power fails.</summary>
    /// <param name="chance">Gives a number from 0 up to, and without, the one it is given.</param>
    public void Crash(Func<int, int> chance)
    {
        lock (_gate)
        {
            Kill();
            foreach (var folder in _pending.Select(name => name.Folder).Distinct().ToArray())
            {
                var ofFolder = _pending.Where(name => name.Folder == folder).ToArray();
                var kept = chance(ofFolder.Length + 1);
                foreach (var name in ofFolder[..kept].Where(name => !name.IsDeletion || chance(4) > 0))
                {
                    name.Apply(_durableNames);
                }
            }

            _pending.Clear();
            _names = new(_durableNames.Where(name => HasFolders(name.Key)));
            _durableNames = new(_names);
            foreach (var node in _names.Values)
            {
                node?.Crash(chance, SectorSize);
            }
        }
    }

    void IJournalDisk.CreateFolder(string path) =>
        Do(
            DiskAction.Create,
            path,
            () =>
            {
                for (var folder = path; !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
                {
                    _names[folder] = _durableNames[folder] = null;
                }
            }
        );

    IJournalFile IJournalDisk.Create(string path) =>
        Do(
            DiskAction.Create,
            path,
            () =>
            {
                if (!_names.ContainsKey(Path.GetDirectoryName(path)!))
                {
                    throw new DirectoryNotFoundException(path);
                }

                var node = new CrashNode();
                if (!_names.TryAdd(path, node))
                {
                    throw new IOException($"'{path}' exists");
                }

                Pend(path, names => names[path] = node);
                return new OpenFile(this, path, node);
            }
        );

    IJournalFile IJournalDisk.Open(string path) =>
        Do(DiskAction.Open, path, () => new OpenFile(this, path, Find(path)));

    IEnumerable<string> IJournalDisk.Names(string folder) => Children(folder, isFile: true);

    IEnumerable<string> IJournalDisk.Folders(string folder) => Children(folder, isFile: false);

    long? IJournalDisk.Length(string path)
    {
        lock (_gate)
        {
            return _names.GetValueOrDefault(path)?.Bytes.Length;
        }
    }

    void IJournalDisk.Move(string path, string newPath) =>
        Do(
            DiskAction.Move,
            path,
            () =>
            {
                var node = Find(path);
                if (!_names.TryAdd(newPath, node))
                {
                    throw new IOException($"'{newPath}' exists");
                }

                _names.Remove(path);
                Pend(
                    newPath,
                    names =>
                    {
                        names.Remove(path);
                        names[newPath] = node;
                    }
                );
            }
        );

    void IJournalDisk.Delete(string path) =>
        Do(
            DiskAction.Delete,
            path,
            () =>
            {
                if (_names.Remove(path))
                {
                    Pend(path, names => names.Remove(path), isDeletion: true);
                }
            }
        );

    void IJournalDisk.DeleteFolder(string path) =>
        Do(
            DiskAction.Delete,
            path,
            () =>
            {
                if (_names.Keys.Any(name => Path.GetDirectoryName(name) == path))
                {
                    throw new IOException($"'{path}' is not empty");
                }

                _names.Remove(path);
                Pend(path, names => names.Remove(path), isDeletion: true);
            }
        );

    void IJournalDisk.SyncFolder(string path) =>
        Do(
            DiskAction.SyncFolder,
            path,
            () =>
            {
                foreach (var name in _pending.Where(name => name.Folder == path))
                {
                    name.Apply(_durableNames);
                }

                _pending.RemoveAll(name => name.Folder == path);
            }
        );

    long IJournalDisk.FreeBytes(string folder) => FreeBytes ?? long.MaxValue;

    IDisposable? IJournalDisk.TryLock(string path)
    {
        lock (_gate)
        {
            _names.TryAdd(path, new CrashNode());
            return _locks.Add(path) ? new Lease(this, path, _process) : null;
        }
    }

    private CrashNode Find(string path) => _names.GetValueOrDefault(path) ?? throw new FileNotFoundException(path);

    private bool HasFolders(string path)
    {
        var folder = Path.GetDirectoryName(path);
        return string.IsNullOrEmpty(folder) || (_durableNames.ContainsKey(folder) && HasFolders(folder));
    }

    private string[] Children(string folder, bool isFile)
    {
        lock (_gate)
        {
            return
            [
                .. _names
                    .Where(name => name.Value is not null == isFile && Path.GetDirectoryName(name.Key) == folder)
                    .Select(name => Path.GetFileName(name.Key)),
            ];
        }
    }

    private void Pend(string path, Action<Dictionary<string, CrashNode?>> apply, bool isDeletion = false) =>
        _pending.Add(new(Path.GetDirectoryName(path) ?? "", apply, isDeletion));

    private void Do(DiskAction action, string path, Action act) =>
        Do(
            action,
            path,
            () =>
            {
                act();
                return 0;
            }
        );

    private T Do<T>(DiskAction action, string path, Func<T> act)
    {
        lock (_gate)
        {
            if (IsHalted)
            {
                throw new IOException("the process is gone");
            }

            return Fault(action, path) is { } failure ? throw failure : act();
        }
    }

    private sealed record PendingName(string Folder, Action<Dictionary<string, CrashNode?>> Apply, bool IsDeletion);

    private sealed class Lease(CrashDisk disk, string path, int process) : IDisposable
    {
        public void Dispose()
        {
            if (process == disk._process)
            {
                disk._locks.Remove(path);
            }
        }
    }
}
