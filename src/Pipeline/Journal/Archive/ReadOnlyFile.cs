using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace ActorLog.Journal;

/// <summary>A file that is only read, while its owner writes, renames or deletes it.</summary>
internal sealed class ReadOnlyFile(string path) : IJournalFile
{
    private readonly SafeFileHandle _handle = File.OpenHandle(
        path,
        FileMode.Open,
        FileAccess.Read,
        FileShare.ReadWrite | FileShare.Delete
    );

    /// <inheritdoc/>
    public long Length => RandomAccess.GetLength(_handle);

    /// <inheritdoc/>
    public int Read(Span<byte> into, long offset)
    {
        var count = 0;
        while (count < into.Length && RandomAccess.Read(_handle, into[count..], offset + count) is > 0 and var read)
        {
            count += read;
        }

        return count;
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes, long offset) => throw Refused();

    /// <inheritdoc/>
    public void Sync() => throw Refused();

    /// <inheritdoc/>
    public void SetLength(long length) => throw Refused();

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private IOException Refused() => new($"'{path}' is only read");
}
