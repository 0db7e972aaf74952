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
        var folder = Path.GetDirectoryName(path)!;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (IOException failure) when (FileAmongFolders(folder) is { } file)
        {
            // The system's words are that the file exists already, which sounds as if all were well.
            throw new UnauthorizedAccessException($"'{file}' is a file, it must be a folder for '{path}'", failure);
        }

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

    private static string? FileAmongFolders(string? folder)
    {
        while (folder is not null && !File.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder;
    }
}
