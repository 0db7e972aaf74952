using System;
using System.IO;

namespace ActorLog.Journal;

/// <summary>The two files that the checkpoints of a <see cref="ReceivedIndex"/> are written to in turn.</summary>
/// <remarks>
/// The newer one is never touched: a crash while the other is written costs the checkpoint that was being made. Which one
/// is newer, its generation says (the position may be the same in both); whether it is whole, its checksum. Not thread-safe.
/// </remarks>
internal sealed class ReceivedFiles(IJournalDisk disk, string folder)
{
    private int _next;

    /// <summary>The generation of the next checkpoint.</summary>
    public long NextGeneration { get; private set; } = 1;

    /// <summary>Reads the newest checkpoint that is whole.</summary>
    /// <param name="journal">The journal that it has to belong to.</param>
    /// <param name="maxBytes">The limit of the index.</param>
    /// <param name="cursor">Up to where a checkpoint was said to cover the journal.</param>
    /// <returns>An index, empty when there is no checkpoint, and the position from which on the journal has to be read.</returns>
    public (ReceivedIndex Index, long Position) Load(Guid journal, long maxBytes, long cursor)
    {
        var newest = (Index: new ReceivedIndex(maxBytes), Position: 0L);
        var areAllWhole = true;
        for (var i = 0; i < JournalNames.Received.Count; i++)
        {
            if (disk.Length(Path.Combine(folder, JournalNames.Received[i])) is null)
            {
                continue;
            }

            var index = new ReceivedIndex(maxBytes);
            var read = Read(JournalNames.Received[i]) is { } bytes
                ? ReceivedCheckpoint.Read(bytes, journal, index)
                : null;
            areAllWhole &= read is not null;
            if (read is var (generation, position) && generation >= NextGeneration)
            {
                newest = (index, position);
                (_next, NextGeneration) = (1 - i, generation + 1);
            }
        }

        // A damaged one may be the one that the cursor was moved for.
        return areAllWhole ? newest with { Position = Math.Max(newest.Position, cursor) } : newest;
    }

    /// <summary>Writes a checkpoint; it is on the medium when this returns.</summary>
    /// <exception cref="IOException">It could not be written; the one before it still counts.</exception>
    public void Save(ReadOnlySpan<byte> checkpoint)
    {
        var path = Path.Combine(folder, JournalNames.Received[_next]);
        var isNew = disk.Length(path) is null;
        using (var file = isNew ? disk.Create(path) : disk.Open(path))
        {
            file.SetLength(checkpoint.Length);
            file.Write(checkpoint, 0);
            file.Sync();
        }

        if (isNew)
        {
            disk.SyncFolder(folder);
        }

        _next = 1 - _next;
        NextGeneration++;
    }

    private byte[]? Read(string name)
    {
        var path = Path.Combine(folder, name);
        try
        {
            if (disk.Length(path) is not (> 0 and <= int.MaxValue / 2))
            {
                return null;
            }

            using var file = disk.Open(path);
            var bytes = new byte[file.Length];
            var done = 0;
            while (done < bytes.Length && file.Read(bytes.AsSpan(done), done) is > 0 and var count)
            {
                done += count;
            }

            return done == bytes.Length ? bytes : null;
        }
        catch (IOException)
        {
            // As a damaged one: what the journal still has of it is read again.
            return null;
        }
    }
}
