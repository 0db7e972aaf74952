using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ActorLog.Sinks;

/// <summary>The file system of the machine.</summary>
internal sealed class DiskFileSystem : IFileSystem
{
    /// <inheritdoc/>
    public IAppendFile OpenAppend(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new DiskFile(path);
    }

    /// <inheritdoc/>
    public bool TryMove(string path, string newPath)
    {
        if (ExclusiveRename.Try(path, newPath) is { } isMoved)
        {
            return isMoved;
        }

        if (File.Exists(newPath))
        {
            return false;
        }

        File.Move(path, newPath, overwrite: false);
        return true;
    }

    /// <inheritdoc/>
    public void Delete(string path) => File.Delete(path);

    /// <inheritdoc/>
    public IEnumerable<string> Names(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)) : [];

    /// <inheritdoc/>
    public (long Length, DateTimeOffset LastWrite)? Find(string path) =>
        new FileInfo(path) is { Exists: true } file ? (file.Length, file.LastWriteTimeUtc) : null;
}
