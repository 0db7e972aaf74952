using System;
using System.Collections.Generic;
using System.IO;
using ActorLog.Journal;

namespace ActorLog.ExitApp;

/// <summary>The machine's disk, but each tenth fsync of a file fails, should it be wanted.</summary>
internal sealed class StumblingDisk(bool failsSyncs) : IJournalDisk
{
    private readonly JournalDisk _disk = JournalDisk.Instance;
    private int _syncs;

    public void CreateFolder(string path) => _disk.CreateFolder(path);

    public IJournalFile Create(string path) => new StumblingFile(this, _disk.Create(path));

    public IJournalFile Open(string path) => new StumblingFile(this, _disk.Open(path));

    public IEnumerable<string> Names(string folder) => _disk.Names(folder);

    public IEnumerable<string> Folders(string folder) => _disk.Folders(folder);

    public long? Length(string path) => _disk.Length(path);

    public void Move(string path, string newPath) => _disk.Move(path, newPath);

    public void Delete(string path) => _disk.Delete(path);

    public void DeleteFolder(string path) => _disk.DeleteFolder(path);

    public void SyncFolder(string path) => _disk.SyncFolder(path);

    public long FreeBytes(string folder) => _disk.FreeBytes(folder);

    public IDisposable? TryLock(string path) => _disk.TryLock(path);

    private sealed class StumblingFile(StumblingDisk disk, IJournalFile file) : IJournalFile
    {
        public long Length => file.Length;

        public int Read(Span<byte> into, long offset) => file.Read(into, offset);

        public void Write(ReadOnlySpan<byte> bytes, long offset) => file.Write(bytes, offset);

        public void Sync()
        {
            if (disk is { IsStumbling: true })
            {
                throw new IOException("Input/output error", 5);
            }

            file.Sync();
        }

        public void SetLength(long length) => file.SetLength(length);

        public void Dispose() => file.Dispose();
    }

    private bool IsStumbling => failsSyncs && ++_syncs % 10 == 0;
}
