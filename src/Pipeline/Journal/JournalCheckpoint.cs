using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace ActorLog.Journal;

/// <summary>Writes the state, and deletes what is not needed any more: published first, unlinked then. Any thread.</summary>
internal sealed class JournalCheckpoint(
    IJournalDisk disk,
    string folder,
    StateFile file,
    SegmentTable segments,
    JournalCursors cursors,
    JournalRetention retention,
    IJournalObserver observer
) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<JournalSegment> _published = [];
    private JournalState? _onMedium;
    private long _publishedBytes;
    private bool _isSaved;

    /// <summary>The state as last written or found, without the cursors and the writer's end. Owned by the gate.</summary>
    public required JournalState State { get; set; }

    /// <summary>The position that the next frame gets, as far as readers know.</summary>
    public required Func<long> WriterPosition { get; init; }

    /// <summary>The segment that was synced last, and how many bytes of it.</summary>
    public required Func<SyncedEnd> OnMedium { get; init; }

    /// <summary>Bytes of segments that do not count any more, but whose files could not be deleted yet.</summary>
    public long PublishedBytes => Volatile.Read(ref _publishedBytes);

    /// <summary>Gives out the number of a new segment. It is on the medium, so no other segment ever gets it.</summary>
    public long Reserve()
    {
        lock (_gate)
        {
            var id = State.NextSegment;
            State = State with { NextSegment = id + 1 };
            Save(sync: true);
            observer.Reached(JournalPoint.SegmentReserved);
            return id;
        }
    }

    /// <summary>Puts the state on the medium, if that was not done since the journal was opened.</summary>
    public void SaveOnce()
    {
        if (Volatile.Read(ref _isSaved))
        {
            return;
        }

        lock (_gate)
        {
            Save(sync: true);
        }
    }

    /// <summary>The file is gone: the next state is written whole, into a new one.</summary>
    public void Renew()
    {
        lock (_gate)
        {
            file.Renew();
            _onMedium = null;
            Volatile.Write(ref _isSaved, false);
        }
    }

    /// <summary>Writes the state, and deletes segments.</summary>
    public void Run(bool sync)
    {
        lock (_gate)
        {
            var count = retention.Deletable(segments.All, cursors);
            if (count > 0)
            {
                Publish(segments.All.Take(count).ToArray());
            }
            else
            {
                Save(sync);
            }

            Unlink();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    /// <summary>
    /// Both slots learn of a deletion before the first file goes. Else the older slot, should the newer one be damaged, would
    /// take what was delivered and deleted for lost.
    /// </summary>
    private void Publish(JournalSegment[] deleted)
    {
        var (before, end) = (State, deleted[^1].Id + 1);
        State = State with { FirstSegment = end, DeletedFrom = deleted[0].Id, DeletedTo = end };
        try
        {
            Save(sync: true);
            observer.Reached(JournalPoint.DeletionPublished);
            Save(sync: true, always: true);
        }
        catch
        {
            State = before;
            throw;
        }

        _published.AddRange(deleted);
        segments.RemoveFirst(deleted.Length);
        Volatile.Write(ref _publishedBytes, _published.Sum(segment => segment.Length));
    }

    private void Unlink()
    {
        if (_published.Count == 0)
        {
            return;
        }

        while (_published.Count > 0)
        {
            disk.Delete(_published[0].Path);
            _published.RemoveAt(0);
            Volatile.Write(ref _publishedBytes, _published.Sum(segment => segment.Length));
            observer.Reached(JournalPoint.SegmentUnlinked);
        }

        disk.SyncFolder(folder);
        observer.Reached(JournalPoint.DeletionSynced);
    }

    private void Save(bool sync, bool always = false)
    {
        // The first state of a life goes to the medium as a whole, and before any frame: what an earlier life may have left of
        // one of the same generation could else come together with parts of this one, and set a cursor behind new frames.
        sync |= !_isSaved;
        var (segment, length) = OnMedium();
        var state = State with
        {
            SyncedSegment = segment,
            SyncedLength = length,
            WriterPosition = WriterPosition(),
            Cursors = cursors.All,
        };
        if (always || !IsOnMedium(state))
        {
            file.Save(state, sync);
            _onMedium = sync ? state : null;
            Volatile.Write(ref _isSaved, _isSaved || sync);
        }

        State = state;
    }

    private bool IsOnMedium(JournalState state) =>
        _onMedium is not null
        && _onMedium with { Cursors = [] } == state with { Cursors = [] }
        && _onMedium.Cursors.SequenceEqual(state.Cursors);
}
