using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;

namespace ActorLog.Journal;

/// <summary>Copies what an orphan still owes into the journal of its heir, and removes the orphan. The heir's writer thread.</summary>
/// <remarks>
/// A group is on the heir's medium before the orphan's cursors move, so a crash at any point repeats at most a group and loses
/// none. Cursors whose names begin with @ are no sinks: for them alone nothing is due.
/// </remarks>
internal sealed class JournalAdoption : IDisposable
{
    private const int GroupBytes = 1024 * 1024;

    private readonly IJournalDisk _disk;
    private readonly JournalLog _heir;
    private readonly JournalOrphan _orphan;
    private readonly IJournalObserver _observer;
    private readonly JournalLog _source;
    private readonly KeyValuePair<string, long>[] _due;
    private readonly ArrayBufferWriter<byte> _payload = new();
    private JournalReader _reader;
    private bool _isCopied;
    private bool _isDone;

    /// <summary>Opens the orphan. Its lock belongs to the adoption from now on.</summary>
    public JournalAdoption(
        IJournalDisk disk,
        JournalLog heir,
        JournalOrphan orphan,
        JournalLimits limits,
        TimeProvider clock,
        IJournalObserver observer
    )
    {
        (_disk, _heir, _orphan, _observer) = (disk, heir, orphan, observer);
        var unlimited = limits with { MaxBytes = long.MaxValue, MaxAge = Timeout.InfiniteTimeSpan, MinFreeDisk = 0 };
        // Should the orphan's own cursors be lost with its state, its frames are due for all of the heir's.
        string[] names = [.. heir.Cursors.Select(cursor => cursor.Key).Where(IsSink)];
        _source = JournalLog.Open(disk, orphan.Folder, unlimited, names, clock, observer);
        _due = [.. _source.Cursors.Where(cursor => IsSink(cursor.Key))];
        _reader = _source.CreateReader(_due.Select(cursor => cursor.Value).DefaultIfEmpty(_source.End).Min());
    }

    /// <summary>What was found in the orphan.</summary>
    public JournalRecovery Recovery => _source.Recovery;

    /// <summary>How many frames were taken over.</summary>
    public long Adopted { get; private set; }

    /// <summary>How many frames that were due are lost.</summary>
    public long Lost { get; private set; }

    /// <summary>Takes over the next group of at most a MiB, or a single longer frame; after the last one, removes the orphan.</summary>
    /// <returns>Whether there is more to do.</returns>
    /// <exception cref="IOException">That failed; it can be tried again.</exception>
    public bool Step()
    {
        if (_isDone)
        {
            return false;
        }

        if (!_isCopied && CopyGroup())
        {
            return true;
        }

        _isCopied = true;
        Remove();
        _isDone = true;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        if (!_isDone)
        {
            _source.Dispose();
        }

        _orphan.Dispose();
    }

    private bool CopyGroup()
    {
        var (from, lost) = (_reader.Position, 0L);
        var (bytes, count) = (0, 0L);
        while (bytes < GroupBytes)
        {
            // When reading fails, what was appended must not stay in the heir's group, and what is lost not untold.
            if (!(_reader.Position == from ? _reader.TryRead(out var frame) : _reader.TryReadMore(out frame)))
            {
                break;
            }

            var size = frame.Missing > 0 ? 0 : Append(frame);
            lost += frame.Missing;
            bytes += size;
            count += size > 0 ? 1 : 0;
        }

        if (bytes > 0)
        {
            Commit(from);
        }

        (Adopted, Lost) = (Adopted + count, Lost + lost);
        foreach (var (name, _) in _due)
        {
            _source.MoveCursor(name, _reader.Position);
        }

        _source.Checkpoint(sync: true);
        _observer.Reached(JournalPoint.AdoptionMoved);
        return _reader.Position > from;
    }

    private void Commit(long from)
    {
        try
        {
            _heir.Commit(sync: true);
            _observer.Reached(JournalPoint.AdoptionCommitted);
        }
        catch
        {
            _reader.Dispose();
            _reader = _source.CreateReader(from);
            throw;
        }
    }

    /// <returns>How many bytes were appended; 0 for a frame that is due for nobody.</returns>
    private int Append(in JournalFrame frame)
    {
        var (tag, position) = (frame.Tag, frame.Position);
        var payload = frame.Payload;
        IEnumerable<string> names = _due.Where(cursor => cursor.Value <= position).Select(cursor => cursor.Key);
        if (tag == AdoptedFrame.AdoptedTag && AdoptedFrame.TryRead(payload, out var inner))
        {
            // The orphan had adopted it: due for those for whom it was due there and who had not come to it.
            (tag, names) = (inner.Tag, names.Intersect(inner.Names));
            payload = inner.Payload;
        }

        var due = names.ToArray();
        if (due.Length == 0)
        {
            return 0;
        }

        _payload.ResetWrittenCount();
        AdoptedFrame.Write(_payload, tag, due, payload);
        _heir.Append(AdoptedFrame.AdoptedTag, _payload.WrittenSpan);
        return FrameFormat.SizeOf(_payload.WrittenCount);
    }

    private void Remove()
    {
        _reader.Dispose();
        _source.Dispose();
        foreach (var name in _disk.Names(_orphan.Folder).Where(IsOurs).Order(StringComparer.Ordinal).ToArray())
        {
            _disk.Delete(Path.Combine(_orphan.Folder, name));
            _observer.Reached(JournalPoint.OrphanEmptied);
        }

        KeepQuarantine();
        _disk.SyncFolder(_orphan.Folder);
        if (!_disk.Names(_orphan.Folder).Any() && !_disk.Folders(_orphan.Folder).Any())
        {
            _disk.DeleteFolder(_orphan.Folder);
            _disk.SyncFolder(Path.GetDirectoryName(_orphan.Folder)!);
        }

        _observer.Report(
            string.Create(
                CultureInfo.InvariantCulture,
                $"the journal '{_orphan.Folder}' of a process that is gone was taken over: {Adopted} frames, {Lost} lost"
            )
        );
    }

    /// <summary>What the orphan could not understand is kept with what the heir could not.</summary>
    private void KeepQuarantine()
    {
        var from = Path.Combine(_orphan.Folder, JournalNames.Quarantine);
        var to = Path.Combine(_heir.Folder, JournalNames.Quarantine);
        var names = _disk.Names(from).ToArray();
        if (names.Length > 0)
        {
            _disk.CreateFolder(to);
        }

        foreach (var name in names)
        {
            var target = Path.Combine(to, $"{Path.GetFileName(_orphan.Folder)}-{_source.Id:N}-{name}");
            _disk.Move(Path.Combine(from, name), target);
        }

        if (_disk.Folders(_orphan.Folder).Contains(JournalNames.Quarantine))
        {
            _disk.DeleteFolder(from);
        }
    }

    private static bool IsSink(string cursor) => !cursor.StartsWith('@');

    private static bool IsOurs(string name) =>
        name == JournalNames.State || JournalNames.IsSegment(name, out _) || JournalNames.Received.Contains(name);
}
