using System;
using System.Globalization;
using System.IO;

namespace ActorLog.Journal;

/// <summary>Makes the files of new segments.</summary>
internal sealed class SegmentMaker(
    IJournalDisk disk,
    string folder,
    Guid journal,
    Func<long> reserve,
    TimeProvider clock,
    IJournalObserver observer
)
{
    private const int CopyBuffer = 256 * 1024;

    /// <summary>Makes an empty segment. Its name is on the medium; its header will be with the first sync.</summary>
    /// <param name="first">The position of its first frame.</param>
    /// <param name="file">Its file, open.</param>
    public JournalSegment Begin(long first, out IJournalFile file)
    {
        var header = new SegmentHeader(journal, reserve(), first, clock.GetUtcNow());
        var path = JournalNames.Segment(folder, header.Id);
        file = disk.Create(path);
        try
        {
            observer.Reached(JournalPoint.SegmentCreated);
            WriteHeader(file, header);
            observer.Reached(JournalPoint.SegmentHeaded);
            disk.SyncFolder(folder);
            observer.Reached(JournalPoint.SegmentListed);
            return Segment(header, path);
        }
        catch
        {
            Abandon(file, path);
            throw;
        }
    }

    /// <summary>
    /// Writes what is in doubt anew. Under a name that does not count until all of it is on the medium: a copy that ends half
    /// way would hide the frames that it does not have.
    /// </summary>
    /// <param name="doubtful">The segment that could not be synced.</param>
    /// <param name="source">Its file.</param>
    /// <param name="synced">The offset and the position up to which it is on the medium.</param>
    /// <param name="end">The position behind what was committed.</param>
    /// <param name="file">The file of the new segment, open and synced.</param>
    public JournalSegment Rewrite(
        JournalSegment doubtful,
        IJournalFile source,
        (long Offset, long Position) synced,
        long end,
        out IJournalFile file
    )
    {
        var header = new SegmentHeader(journal, reserve(), synced.Position, clock.GetUtcNow());
        var unfinished = JournalNames.Unfinished(folder, header.Id);
        var path = JournalNames.Segment(folder, header.Id);
        file = disk.Create(unfinished);
        try
        {
            WriteHeader(file, header);
            var (length, count) = Copy(source, synced.Offset, doubtful, file, header.Seed);
            file.Sync();
            observer.Reached(JournalPoint.RepairWritten);
            disk.Move(unfinished, path);
            observer.Reached(JournalPoint.RepairNamed);
            disk.SyncFolder(folder);
            Report(doubtful, count, end - synced.Position);
            var segment = Segment(header, path);
            segment.Publish(length, end);
            return segment;
        }
        catch
        {
            Abandon(file, unfinished);
            throw;
        }
    }

    private static (long Length, long Count) Copy(
        IJournalFile source,
        long from,
        JournalSegment doubtful,
        IJournalFile target,
        uint seed
    )
    {
        var reader = new SegmentReader(source, doubtful.Seed, from) { ToleratesErrors = true };
        var buffer = new byte[CopyBuffer];
        var (length, count, used) = ((long)SegmentHeader.Size, 0L, 0);
        for (var step = reader.Next(doubtful.Length); step != SegmentStep.End; step = reader.Next(doubtful.Length))
        {
            if (step != SegmentStep.Frame)
            {
                continue;
            }

            var size = FrameFormat.SizeOf(reader.Payload.Length);
            if (buffer.Length - used < size)
            {
                length += Flush(target, buffer.AsSpan(0, used), seed, length);
                used = 0;
                buffer = buffer.Length < size ? new byte[size] : buffer;
            }

            FrameFormat.Write(buffer.AsSpan(used, size), reader.Position, reader.Tag, reader.Payload);
            used += size;
            count++;
        }

        return (length + Flush(target, buffer.AsSpan(0, used), seed, length), count);
    }

    private static int Flush(IJournalFile target, Span<byte> frames, uint seed, long offset)
    {
        FrameFormat.Seal(frames, seed);
        target.Write(frames, offset);
        return frames.Length;
    }

    private static void WriteHeader(IJournalFile file, SegmentHeader header)
    {
        Span<byte> bytes = stackalloc byte[SegmentHeader.Size];
        header.Write(bytes);
        file.Write(bytes, 0);
    }

    private static JournalSegment Segment(SegmentHeader header, string path) =>
        new(header.Id, path, header.First, header.Created, header.Seed);

    private void Report(JournalSegment doubtful, long count, long expected) =>
        observer.Report(
            string.Create(
                CultureInfo.InvariantCulture,
                $"'{doubtful.Path}' could not be synced: {count} frames were written anew, {expected - count} are lost"
            )
        );

    private void Abandon(IJournalFile file, string path)
    {
        file.Dispose();
        try
        {
            disk.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            observer.Report($"'{path}' was not finished and could not be deleted: {failure.Message}");
        }
    }
}
