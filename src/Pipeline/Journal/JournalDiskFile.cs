using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace ActorLog.Journal;

/// <summary>A file of the machine, read and written at offsets. Others may read, rename and delete it meanwhile.</summary>
internal sealed class JournalDiskFile(string path, FileMode mode) : IJournalFile
{
    private readonly SafeFileHandle _handle = File.OpenHandle(
        path,
        mode,
        FileAccess.ReadWrite,
        FileShare.ReadWrite | FileShare.Delete
    );

    /// <inheritdoc/>
    public long Length => RandomAccess.GetLength(_handle);

    /// <inheritdoc/>
    public int Read(Span<byte> into, long offset)
    {
        var count = 0;
        while (count < into.Length)
        {
            var read = RandomAccess.Read(_handle, into[count..], offset + count);
            if (read == 0)
            {
                break;
            }

            count += read;
        }

        return count;
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(_handle, bytes, offset);
        }
        catch (ArgumentOutOfRangeException failure)
        {
            // .NET's word for EFBIG: the file system, or the limit of the process, allows no larger file.
            throw new IOException("the file is as large as it may be", failure);
        }
    }

    /// <inheritdoc/>
    public void Sync() => RandomAccess.FlushToDisk(_handle);

    /// <inheritdoc/>
    public void SetLength(long length) => RandomAccess.SetLength(_handle, length);

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
