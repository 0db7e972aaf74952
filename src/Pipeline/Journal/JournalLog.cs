using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ActorLog.Journal;

/// <summary>One log on disk, and how far each of its readers has come.</summary>
/// <remarks>
/// <see cref="Append"/>, <see cref="Commit"/>, <see cref="Sync"/> and <see cref="EndSegment"/> belong to one thread at a time, all else to any.
/// What is on the medium, and what a crash leaves of it, is told in docs/journal-format.md.
/// </remarks>
internal sealed class JournalLog : IDisposable
{
    /// <summary>The longest payload.</summary>
    public const int MaxPayload = 16 * 1024 * 1024;

    private readonly IJournalDisk _disk;
    private readonly JournalLimits _limits;
    private readonly IJournalObserver _observer;
    private readonly SegmentTable _segments;
    private readonly JournalCursors _cursors;
    private readonly JournalQuarantine _quarantine;
    private readonly JournalRetention _retention;
    private readonly JournalCheckpoint _checkpoint;
    private readonly JournalWriter _writer;
    private readonly Action _renewFolder;
    private volatile bool _isDisposed;

    private JournalLog(
        IJournalDisk disk,
        string folder,
        JournalLimits limits,
        TimeProvider clock,
        IJournalObserver observer,
        JournalOpening opening,
        Action renewFolder
    )
    {
        _renewFolder = renewFolder;
        (_disk, Folder, _limits, _observer, Id) = (disk, folder, limits, observer, opening.Journal);
        (_segments, _cursors, _quarantine) = (opening.Segments, opening.Cursors, opening.Quarantine);
        _retention = new JournalRetention(limits, clock, observer);
        _checkpoint = new JournalCheckpoint(disk, folder, opening.StateFile, _segments, _cursors, _retention, observer)
        {
            State = opening.State,
            WriterPosition = () => Readable,
            OnMedium = () => _writer!.OnMedium,
        };
        var maker = new SegmentMaker(disk, folder, Id, _checkpoint.Reserve, clock, observer);
        _writer = new JournalWriter(_segments, maker, limits, clock, observer, opening.End);
        Recovery = opening.Recovery;
    }

    /// <summary>What was found when the journal was opened.</summary>
    public JournalRecovery Recovery { get; }

    /// <summary>Where the journal is.</summary>
    public string Folder { get; }

    /// <summary>The journal's id, from its first start on.</summary>
    public Guid Id { get; }

    /// <summary>The position of the oldest frame that is kept; <see cref="End"/> when there is none.</summary>
    public long First => _segments.Find(0)?.First ?? Readable;

    /// <summary>The position that the next frame gets.</summary>
    public long End => _writer.End;

    /// <summary>Frames before it are with the operating system: readers see them, and they survive the end of the process.</summary>
    public long Readable => _writer.Readable;

    /// <summary>Frames before it are on the medium: they survive a power failure.</summary>
    public long Synced => _writer.Synced;

    /// <summary>Bytes of all segments, with those whose deletion has not succeeded yet.</summary>
    public long Bytes => _segments.Bytes + _checkpoint.PublishedBytes;

    /// <summary>How many segments there are.</summary>
    public int Segments => _segments.All.Count;

    /// <summary>The first position behind the oldest segment that can be deleted; <see cref="First"/> when there is none.</summary>
    public long OldestSegmentEnd => _segments.All is [var oldest, _, ..] ? oldest.End : First;

    /// <summary>All cursors, also those that nobody uses.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Cursors => _cursors.All;

    /// <summary>How much room is left. Asks the disk each time.</summary>
    public JournalRoom Room => new((double)Bytes / Math.Max(1, _limits.MaxBytes), IsDiskLow());

    /// <summary>Opens the journal in a folder, or makes one. Damage is no reason to fail: see <see cref="Recovery"/>.</summary>
    /// <param name="disk">The file system.</param>
    /// <param name="folder">The folder. Nobody else may have it open: see <see cref="JournalFolders"/>.</param>
    /// <param name="limits">How large and how old the journal may become.</param>
    /// <param name="cursors">The names of those who read: at most 64 bytes of UTF-8 each. A new one begins at the end.</param>
    /// <param name="clock">The time.</param>
    /// <param name="observer">Who is told.</param>
    /// <param name="newId">Makes the id of a new journal; <see cref="Guid.NewGuid"/> when null.</param>
    /// <param name="renewFolder">Takes possession of the folder anew when it was taken away: see <see cref="JournalFolders.Renew"/>.</param>
    /// <exception cref="IOException">The folder cannot be used at all.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder, or a file of the journal in it, may not be opened.</exception>
    /// <exception cref="ArgumentException">A cursor's name is empty or too long, or there are too many.</exception>
    public static JournalLog Open(
        IJournalDisk disk,
        string folder,
        JournalLimits limits,
        IReadOnlyCollection<string> cursors,
        TimeProvider clock,
        IJournalObserver observer,
        Func<Guid>? newId = null,
        Action? renewFolder = null
    )
    {
        JournalCursors.Check(cursors);
        var opening = new JournalOpening(disk, folder, clock, observer);
        opening.Run([.. cursors.Distinct(StringComparer.Ordinal)], newId ?? Guid.NewGuid);
        return new JournalLog(disk, folder, limits, clock, observer, opening, renewFolder ?? (() => { }));
    }

    /// <summary>Puts a frame into the group that the next commit writes.</summary>
    /// <param name="tag">0 to 6 for an event of that level, 0x80 and above for other kinds.</param>
    /// <param name="payload">At most 16 MiB; copied.</param>
    /// <returns>The frame's position.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The payload is too long.</exception>
    public long Append(byte tag, ReadOnlySpan<byte> payload)
    {
        var longest = tag == AdoptedFrame.AdoptedTag ? FrameFormat.MaxPayload : MaxPayload;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, longest, nameof(payload));
        return _writer.Append(tag, payload);
    }

    /// <summary>Writes the group, and makes it readable.</summary>
    /// <param name="sync">Whether it is on the medium when this returns, with all before it.</param>
    /// <exception cref="IOException">
    /// The group could not be written, or not synced. It is forgotten, <see cref="End"/> goes back, and it may be appended again.
    /// </exception>
    public void Commit(bool sync)
    {
        // A cursor that is new begins here. Were it not on the medium before the first frame, a crash would move it behind that.
        try
        {
            ThrowIfClosed();
            RenewIfGone();
            _checkpoint.SaveOnce();
        }
        catch
        {
            _writer.Forget();
            throw;
        }

        _writer.Commit(sync);
    }

    /// <summary>Puts all that was committed on the medium.</summary>
    /// <exception cref="IOException">That failed. The next sync or commit writes what is in doubt anew.</exception>
    public void Sync() => _writer.Sync();

    /// <summary>Ends the last segment, so that it can be deleted as the others are.</summary>
    /// <exception cref="IOException">That failed, and may be tried again.</exception>
    public void EndSegment()
    {
        ThrowIfClosed();
        _writer.EndSegment();
    }

    /// <summary>Reads from a position on; from the oldest frame, and the news of what is missing before it, for an older one.</summary>
    public JournalReader CreateReader(long position) =>
        new(_disk, _segments, _quarantine, () => _writer.Readable, position);

    /// <summary>The first position that is not settled for a cursor.</summary>
    /// <exception cref="ArgumentException">There is no such cursor.</exception>
    public long CursorOf(string name) => _cursors[name];

    /// <summary>Moves a cursor forward, in memory; a position behind it does nothing.</summary>
    /// <exception cref="ArgumentException">There is no such cursor.</exception>
    public void MoveCursor(string name, long position) => _cursors.Move(name, Math.Min(position, Readable));

    /// <summary>Takes a cursor out, in memory: nothing is kept for it any more.</summary>
    public void Forget(string name) => _cursors.Remove(name);

    /// <summary>
    /// Gives up the segments that are older than <see cref="JournalLimits.MaxAge"/>: the next checkpoint deletes them, settled
    /// or not. Until then readers can count what they lose.
    /// </summary>
    /// <returns>The first position that is kept; 0 when nothing was given up.</returns>
    public long GiveUpAged() => _retention.GiveUpAged(_segments.All);

    /// <summary>Writes down where the cursors are, and deletes the segments that none of them needs or that were given up.</summary>
    /// <param name="sync">Whether the state is on the medium when this returns. Before a deletion it always is.</param>
    /// <exception cref="IOException">That failed; it is done with the next checkpoint.</exception>
    public void Checkpoint(bool sync)
    {
        ThrowIfClosed();
        _checkpoint.Run(sync);
    }

    /// <summary>Syncs, writes the state, and closes the files. A group that was not committed is forgotten.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        try
        {
            _writer.Sync();
            _checkpoint.Run(sync: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _observer.Report($"the journal in '{Folder}' was closed without its last state: {failure.Message}");
        }
        finally
        {
            _writer.Dispose();
            _checkpoint.Dispose();
        }
    }

    /// <summary>
    /// Files that are deleted, or whose folder got another name, can be written to as before, and nobody would ever find what
    /// is in them: to say that it is safe would be a lie.
    /// </summary>
    private void RenewIfGone()
    {
        if (!_writer.IsGone(_disk))
        {
            return;
        }

        _observer.Report(
            $"the files in '{Folder}' were taken away under it: they are made anew with what the last of them held"
        );
        _renewFolder();
        _disk.CreateFolder(Folder);
        _checkpoint.Renew();
        _writer.Renew();
    }

    /// <summary>The folder may be somebody else's by now.</summary>
    private void ThrowIfClosed()
    {
        if (_isDisposed)
        {
            throw new IOException($"the journal in '{Folder}' is closed");
        }
    }

    private bool IsDiskLow()
    {
        try
        {
            return _limits.MinFreeDisk > 0 && _disk.FreeBytes(Folder) < _limits.MinFreeDisk;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
