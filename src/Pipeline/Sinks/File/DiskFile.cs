using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace ActorLog.Sinks;

/// <summary>A file of the machine, open for appending.</summary>
internal sealed class DiskFile : IAppendFile
{
    private readonly SafeFileHandle _handle;
    private readonly bool _appends;

    /// <summary>Opens the file, creating it where there is none. Others may read, write, rename and delete it meanwhile.</summary>
    public DiskFile(string path)
    {
        _handle = Open(path);
        try
        {
            _appends = AppendFlag.TrySet(_handle);
            EndsInsideLine = Length > 0 && ReadLastByte(path, Length) is not (byte)'\n';
        }
        catch (NotSupportedException)
        {
            _handle.Dispose();
            throw new UnauthorizedAccessException($"'{path}' is a pipe or a device that has no end to append to");
        }
    }

    /// <inheritdoc/>
    public long Length => RandomAccess.GetLength(_handle);

    /// <inheritdoc/>
    public bool EndsInsideLine { get; }

    /// <inheritdoc/>
    /// <remarks>
    /// .NET does not tell a file's number. Two files with the same time of birth and the same length are taken for one: should
    /// they be two, they differ after the next write, and the check after it finds out.
    /// </remarks>
    public bool IsAt(string path)
    {
        FileSystemInfo found = new FileInfo(path);
        if (found.LinkTarget is not null)
        {
            found = found.ResolveLinkTarget(returnFinalTarget: true)!;
        }

        return found is FileInfo { Exists: true } file
            && file.Length == Length
            && file.CreationTimeUtc == File.GetCreationTimeUtc(_handle);
    }

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (OperatingSystem.IsWindows())
        {
            EndOfFile.Write(_handle, bytes);
            return;
        }

        try
        {
            RandomAccess.Write(_handle, bytes, _appends ? 0 : Length);
        }
        catch (ArgumentOutOfRangeException failure)
        {
            // .NET's word for EFBIG: the file system, or the limit of the process, allows no larger file.
            throw new IOException("the file is as large as it may be", failure);
        }
    }

    /// <inheritdoc/>
    public void CutTo(long length) => RandomAccess.SetLength(_handle, length);

    /// <inheritdoc/>
    public void Sync() => RandomAccess.FlushToDisk(_handle);

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private static SafeFileHandle Open(string path)
    {
        try
        {
            return File.OpenHandle(
                path,
                FileMode.OpenOrCreate,
                FileAccess.Write,
                FileShare.ReadWrite | FileShare.Delete
            );
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(path))
        {
            // The system's words are that access is denied, which sends people to its permissions.
            throw new UnauthorizedAccessException($"'{path}' is a folder");
        }
    }

    // Through a handle of its own: who may append to a file may not always read it. Then the last line counts as whole.
    private static byte ReadLastByte(string path, long length)
    {
        try
        {
            using var handle = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
            Span<byte> last = [(byte)'\n'];
            _ = RandomAccess.Read(handle, last, length - 1);
            return last[0];
        }
        catch (UnauthorizedAccessException)
        {
            return (byte)'\n';
        }
    }
}
