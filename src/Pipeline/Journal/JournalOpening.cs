using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ActorLog.Journal;

/// <summary>Opens a journal: finds what is there, counts what is not, and says where to go on.</summary>
/// <remarks>
/// The time it takes depends on the last segment, the number of segments and the budget of <see cref="BacklogScan"/>, not on the
/// size of the journal. Nothing is changed but this: leftovers are deleted, what is not understood is moved to the quarantine,
/// and the torn end of the last segment is cut. Done again, after a crash in the middle, it comes to the same.
/// </remarks>
internal sealed class JournalOpening(IJournalDisk disk, string folder, TimeProvider clock, IJournalObserver observer)
{
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(36_500);

    /// <summary>Where the state is kept.</summary>
    public StateFile StateFile { get; } = new(disk, folder, observer);

    /// <summary>Where damage is kept.</summary>
    public JournalQuarantine Quarantine { get; } = new(disk, folder, observer);

    /// <summary>The cursors.</summary>
    public JournalCursors Cursors { get; } = new();

    /// <summary>The segments that count.</summary>
    public SegmentTable Segments { get; private set; } = new([]);

    /// <summary>The journal's id.</summary>
    public Guid Journal { get; private set; }

    /// <summary>The state to go on with.</summary>
    public JournalState State { get; private set; } = new();

    /// <summary>Where the writer goes on.</summary>
    public JournalEnd End { get; private set; } = new(1, null, null, IsDoubtful: false);

    /// <summary>What was found.</summary>
    public JournalRecovery Recovery { get; private set; } = new();

    /// <summary>Opens it.</summary>
    /// <param name="names">The cursors that are used.</param>
    /// <param name="newId">Makes the id of a new journal.</param>
    public void Run(IReadOnlyCollection<string> names, Func<Guid> newId)
    {
        var began = clock.GetTimestamp();
        disk.CreateFolder(folder);
        var found = LoadState();
        var isStateKept = found is null && StateFile.IsDamaged && Quarantine.Take(JournalNames.State, "is damaged");
        var inspection = new SegmentInspection(disk, folder, Quarantine, observer);
        var files = inspection.Run(found, newId);
        var isRebuilt = found is null && (inspection.HasFound || StateFile.IsDamaged);
        Journal = inspection.Journal;
        State = (found ?? new JournalState { FirstSegment = 1, WriterPosition = 1 }) with
        {
            Journal = Journal,
            NextSegment = Math.Max(found?.NextSegment ?? 1, inspection.NextId),
        };

        var segments = Count(files);
        var cursors = Known(names, found, isRebuilt, segments is [var first, ..] ? first.First : 1);
        var losses = new LossTally(cursors.Select(cursor => cursor.Position));
        var scan = new BacklogScan(disk, Quarantine, losses, observer);
        var end = scan.Run(segments, cursors.Select(cursor => cursor.Position).Append(State.WriterPosition).Max());
        var cut = GoOn(segments, files, scan, end);
        Segments = new SegmentTable(segments);
        Recovery = Describe(inspection, scan) with
        {
            IsNew = found is null && !isRebuilt,
            StateRebuilt = isRebuilt,
            Cursors = Place(names, cursors, losses, end),
            LostFrames = losses.Total,
            CutBytes = cut,
            QuarantinedFiles = inspection.Quarantined + (isStateKept ? 1 : 0),
            Elapsed = clock.GetElapsedTime(began),
        };
    }

    private JournalRecovery Describe(SegmentInspection inspection, BacklogScan scan) =>
        new()
        {
            Segments = Segments.All.Count,
            Bytes = Segments.Bytes,
            DamagedStretches = scan.DamagedStretches,
            DamagedBytes = scan.DamagedBytes,
            TidiedFiles = inspection.Tidied,
            IsVerified = scan.IsComplete,
        };

    private JournalState? LoadState()
    {
        try
        {
            return StateFile.Load();
        }
        catch (IOException failure)
        {
            observer.Report($"'{StateFile.FilePath}' cannot be read: {failure.Message}");
            return null;
        }
    }

    /// <summary>Says which frames of each segment count: those before the first frame of any later segment.</summary>
    private JournalSegment[] Count(IReadOnlyList<SegmentFile> files)
    {
        var segments = new JournalSegment[files.Count];
        var (end, closed) = (long.MaxValue, clock.GetUtcNow());
        for (var i = files.Count - 1; i >= 0; i--)
        {
            var (header, path) = (files[i].Header!, Path.Combine(folder, files[i].Name));
            var segment = new JournalSegment(
                header.Id,
                path,
                header.First,
                header.Created,
                header.Seed,
                files[i].IsSalvaged ? 0 : SegmentHeader.Size
            );
            segment.Publish(files[i].Length, end == long.MaxValue ? header.First : Math.Max(end, header.First));
            segment.SealedAt = Ago(closed);
            segments[i] = segment;
            end = Math.Min(end, header.First);
            closed = header.Created;
        }

        return segments;
    }

    private long Ago(DateTimeOffset time)
    {
        var age = clock.GetUtcNow() - time;
        age =
            age < TimeSpan.Zero ? TimeSpan.Zero
            : age > Oldest ? Oldest
            : age;
        return clock.GetTimestamp() - (long)(age.TotalSeconds * clock.TimestampFrequency);
    }

    /// <summary>The cursors whose place is known before the end is.</summary>
    private static List<(string Name, long Position)> Known(
        IReadOnlyCollection<string> names,
        JournalState? found,
        bool isRebuilt,
        long oldest
    ) =>
        isRebuilt
            ? [.. names.Select(name => (name, oldest))]
            : [.. (found?.Cursors ?? []).Select(cursor => (cursor.Key, cursor.Value))];

    /// <summary>Prepares the last segment for more, if it can take more.</summary>
    /// <returns>How many bytes were cut off.</returns>
    private long GoOn(JournalSegment[] segments, IReadOnlyList<SegmentFile> files, BacklogScan scan, long end)
    {
        End = new JournalEnd(end, null, null, IsDoubtful: false);
        if (segments is not [.., var last])
        {
            return 0;
        }

        var tail = last.Length - scan.GoodLength;
        last.Publish(scan.GoodLength, end);
        if (!files[^1].CanGrow || scan.HasErrors)
        {
            return 0;
        }

        IJournalFile? file = null;
        try
        {
            file = disk.Open(last.Path);
            if (tail > 0)
            {
                file.SetLength(scan.GoodLength);
                observer.Reached(JournalPoint.TailCut);
            }

            End = new JournalEnd(end, last, file, IsDoubtful: !TrySync(file, last));
            return tail;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            observer.Report($"'{last.Path}' takes no more frames, another is begun: {failure.Message}");
            return 0;
        }
    }

    /// <summary>
    /// What was found, names and bytes, may be with the operating system only. And if a sync failed before the process ended,
    /// the kernel counts it as written, so that another sync would do nothing: what is not known to be on the medium is written
    /// once more.
    /// </summary>
    private bool TrySync(IJournalFile file, JournalSegment last)
    {
        try
        {
            var from = State.SyncedSegment == last.Id ? State.SyncedLength : 0;
            var buffer = new byte[Math.Clamp(last.Length - from, 0, 256 * 1024)];
            for (var at = from; at < last.Length; )
            {
                var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, last.Length - at));
                _ = file.Read(part, at);
                file.Write(part, at);
                at += part.Length;
            }

            file.Sync();
            disk.SyncFolder(folder);
            return true;
        }
        catch (IOException failure)
        {
            observer.Report($"'{last.Path}' cannot be synced, its frames will be written anew: {failure.Message}");
            return false;
        }
    }

    private List<CursorRecovery> Place(
        IReadOnlyCollection<string> names,
        List<(string Name, long Position)> known,
        LossTally losses,
        long end
    )
    {
        var result = new List<CursorRecovery>();
        for (var i = 0; i < known.Count; i++)
        {
            var (name, position) = known[i];
            var isAbsent = !names.Contains(name);
            Cursors.Set(name, position, isAbsent);
            result.Add(new(name, position, end - position - losses[i], losses[i], IsNew: false, isAbsent));
        }

        foreach (var name in names.Where(name => known.TrueForAll(cursor => cursor.Name != name)))
        {
            Cursors.Set(name, end);
            result.Add(new(name, end, 0, 0, IsNew: true, IsAbsent: false));
        }

        return result;
    }
}
