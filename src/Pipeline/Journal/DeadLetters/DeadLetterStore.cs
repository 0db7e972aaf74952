using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;

namespace ActorLog.Journal;

/// <summary>Dead letters on disk: a journal of their own, of which the oldest go when it has grown too large. Thread-safe.</summary>
/// <remarks>
/// A letter is safe when <see cref="Keep"/> has returned: it is on the medium, and survives the process and the power.
/// </remarks>
internal sealed class DeadLetterStore : IDisposable
{
    // The cursor that stands where the kept letters begin.
    private const string Kept = "@kept";
    private const long LargestSegment = 16L * 1024 * 1024;
    private const int SegmentsPerStore = 8;

    private readonly Lock _gate = new();
    private readonly JournalFolders _lease;
    private readonly JournalLog _log;
    private readonly long _maxBytes;
    private readonly Action<string> _report;

    private DeadLetterStore(JournalFolders lease, JournalLog log, long maxBytes, Action<string> report)
    {
        _lease = lease;
        _log = log;
        _maxBytes = maxBytes;
        _report = report;
    }

    /// <summary>Where it is.</summary>
    public string Folder => _log.Folder;

    /// <summary>Bytes on disk.</summary>
    public long Bytes => _log.Bytes;

    /// <summary>How many letters are kept, those that were replayed among them.</summary>
    public long Count => _log.Readable - _log.CursorOf(Kept);

    /// <summary>How many letters were deleted to make room since it was opened.</summary>
    public long Deleted { get; private set; }

    /// <summary>Opens the store, or makes it. A second process with the same folder gets one inside it.</summary>
    /// <param name="disk">The file system.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="maxBytes">What the store may take on disk; the oldest letters go first.</param>
    /// <param name="clock">The time.</param>
    /// <param name="observer">Who is told of what the start finds, and of letters that are deleted.</param>
    /// <exception cref="IOException">The folder cannot be used at all.</exception>
    public static DeadLetterStore Open(
        IJournalDisk disk,
        string folder,
        long maxBytes,
        TimeProvider clock,
        IJournalObserver observer
    )
    {
        var lease = JournalFolders.Acquire(disk, folder);
        try
        {
            // Stores of processes that are gone stay where they are: the tools read them all.
            foreach (var orphan in lease.Orphans)
            {
                orphan.Dispose();
            }

            var segment = Math.Min(LargestSegment, Math.Max(1, maxBytes / SegmentsPerStore));
            var limits = new JournalLimits(segment, maxBytes, Timeout.InfiniteTimeSpan, 0);
            var log = JournalLog.Open(disk, lease.Folder, limits, [Kept], clock, observer, renewFolder: lease.Renew);
            return new DeadLetterStore(lease, log, maxBytes, observer.Report);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>Keeps letters: all of them are on the medium when this returns.</summary>
    /// <param name="letters">Letters as <see cref="EncodedLetter.Of"/> makes them.</param>
    /// <exception cref="IOException">None of them is kept. They may be given again.</exception>
    public void Keep(IReadOnlyList<EncodedLetter> letters)
    {
        lock (_gate)
        {
            foreach (var letter in letters)
            {
                _log.Append(letter.Tag, letter.Bytes);
            }

            _log.Commit(sync: true);
            MakeRoom();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _log.Dispose();
            _lease.Dispose();
        }
    }

    private void MakeRoom()
    {
        var deleted = 0L;
        try
        {
            while (_log.Bytes > _maxBytes && _log.OldestSegmentEnd > _log.CursorOf(Kept))
            {
                var end = _log.OldestSegmentEnd;
                deleted += end - _log.CursorOf(Kept);
                _log.MoveCursor(Kept, end);
                _log.Checkpoint(sync: true);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _report($"old dead letters could not be deleted: {failure.Message}");
        }

        if (deleted > 0)
        {
            Deleted += deleted;
            var text = deleted == 1 ? "dead letter, the oldest, was" : "dead letters, the oldest, were";
            _report(string.Create(CultureInfo.InvariantCulture, $"{deleted} {text} deleted to stay within max-bytes"));
        }
    }
}
