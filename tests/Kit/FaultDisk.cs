using System;
using System.Collections.Generic;
using System.IO;
using ActorLog.Sinks;

namespace ActorLog.Kit;

/// <summary>The machine's disk with the faults that a test switches on. Bytes, names and lengths are real.</summary>
public sealed class FaultDisk : IFileSystem
{
    private readonly DiskFileSystem _disk = new();

    /// <summary>How many bytes can still be written before the disk is full; null for no end. A write that does not fit is written in part.</summary>
    public long? FreeBytes { get; set; }

    /// <summary>What writes, fsyncs, renames, deletions, openings and cuts throw while they are set.</summary>
    public Func<Exception>? WriteFailure { get; set; }

    /// <summary>How many bytes of a failing write are written all the same.</summary>
    public int ShortWrite { get; set; }

    public Func<Exception>? SyncFailure { get; set; }

    public Func<Exception>? MoveFailure { get; set; }

    public Func<Exception>? DeleteFailure { get; set; }

    public Func<Exception>? OpenFailure { get; set; }

    public Func<Exception>? CutFailure { get; set; }

    /// <summary>How often something was done.</summary>
    public int Opens { get; private set; }

    public int Writes { get; private set; }

    public int Syncs { get; private set; }

    /// <summary>Runs after each write.</summary>
    public Action OnWrite { get; set; } = () => { };

    /// <summary>Runs before each renaming, when it is known what the new name shall be.</summary>
    public Action BeforeMove { get; set; } = () => { };

    /// <summary>Runs after each renaming.</summary>
    public Action OnMove { get; set; } = () => { };

    /// <summary>The error of a disk without room, as .NET throws it.</summary>
    public static IOException Full() => new("No space left on device", 28);

    /// <summary>The error of a disk that is broken, as .NET throws it.</summary>
    public static IOException Broken() => new("Input/output error", 5);

    IAppendFile IFileSystem.OpenAppend(string path)
    {
        Check(OpenFailure);
        Opens++;
        return new FaultFile(this, _disk.OpenAppend(path));
    }

    bool IFileSystem.TryMove(string path, string newPath)
    {
        Check(MoveFailure);
        BeforeMove();
        var isMoved = _disk.TryMove(path, newPath);
        OnMove();
        return isMoved;
    }

    void IFileSystem.Delete(string path)
    {
        Check(DeleteFailure);
        _disk.Delete(path);
    }

    IEnumerable<string> IFileSystem.Names(string folder) => _disk.Names(folder);

    (long Length, DateTimeOffset LastWrite)? IFileSystem.Find(string path) => _disk.Find(path);

    private static void Check(Func<Exception>? failure)
    {
        if (failure is not null)
        {
            throw failure();
        }
    }

    private sealed class FaultFile(FaultDisk faults, IAppendFile file) : IAppendFile
    {
        public long Length => file.Length;

        public bool EndsInsideLine => file.EndsInsideLine;

        public bool IsAt(string path) => file.IsAt(path);

        public void Append(ReadOnlySpan<byte> bytes)
        {
            if (faults.WriteFailure is { } failure)
            {
                file.Append(bytes[..Math.Min(faults.ShortWrite, bytes.Length)]);
                throw failure();
            }

            var fits = (int)Math.Min(faults.FreeBytes ?? bytes.Length, bytes.Length);
            file.Append(bytes[..fits]);
            faults.FreeBytes -= fits;
            faults.Writes++;
            faults.OnWrite();
            if (fits < bytes.Length)
            {
                throw Full();
            }
        }

        public void CutTo(long length)
        {
            Check(faults.CutFailure);
            faults.FreeBytes += file.Length - length;
            file.CutTo(length);
        }

        public void Sync()
        {
            Check(faults.SyncFailure);
            faults.Syncs++;
            file.Sync();
        }

        public void Dispose() => file.Dispose();
    }
}
