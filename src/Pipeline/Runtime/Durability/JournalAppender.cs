using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Journal;
using ActorLog.Journal.Payload;
using ActorLog.Sinks;
using ActorLog.Text;
using Verdict = ActorLog.Runtime.Durability.JournalFullPolicy.Verdict;

namespace ActorLog.Runtime.Durability;

/// <summary>Appends events to the journal, and keeps it within its limits.</summary>
/// <remarks>The lane's worker writes; the keeper syncs. Both go through <see cref="_gate"/>.</remarks>
internal sealed class JournalAppender(
    JournalLog log,
    JournalOptions options,
    SinkAccount account,
    IReadOnlyList<SinkFeed> feeds,
    ReceivedKeeper received,
    SinkEvents events
)
{
    private const string Behind = ": its sinks are behind";

    private readonly Lock _gate = new();
    private readonly ByteBuffer _payload = new();
    private readonly List<LogEvent> _dropped = [];
    private readonly GapNotice _gap = new();
    private LogEvent? _notice;

    // 0 is empty, 1 is the limit. Asked once per batch, since that asks the disk, and reckoned on from there.
    private double _fullness;
    private bool _diskIsLow;

    // Whether the oldest segment stayed the last time, though every sink was done with it.
    private bool _isHeld;

    /// <summary>Writes a batch, and syncs it if that is what the journal acknowledges.</summary>
    /// <exception cref="System.IO.IOException">The disk did not take it; nothing of it is in the journal.</exception>
    public async ValueTask<SinkResult> WriteAsync(LogBatch batch)
    {
        LookAtRoom();
        if (_fullness >= 1 && IsUntidy)
        {
            TryTidy();
            LookAtRoom();
        }
        else
        {
            _isHeld = false;
        }

        while (Decide(batch[0]) == Verdict.MakeRoom && await MakeRoomAsync().ConfigureAwait(false))
        {
            LookAtRoom();
        }

        var (done, verdict) = Append(batch);
        CountDropped();
        foreach (var feed in feeds)
        {
            feed.Wake();
        }

        return done == batch.Count ? SinkResult.Delivered
            : verdict == Verdict.MakeRoom ? SinkResult.Partial(done)
            : SinkResult.Failed(Full(), done);
    }

    /// <summary>Whether this is the failure of a journal that is sound and full, since its sinks are behind.</summary>
    public static bool IsBehind(SinkFailure? failure) =>
        failure?.Reason.EndsWith(Behind, StringComparison.Ordinal) == true;

    /// <summary>Syncs what has been written since the last time.</summary>
    public void Sync()
    {
        lock (_gate)
        {
            if (log.Synced < log.Readable)
            {
                log.Sync();
            }
        }
    }

    /// <summary>Lets somebody else write to the journal, between two batches.</summary>
    public bool Write(Func<bool> step)
    {
        bool more;
        lock (_gate)
        {
            more = step();
        }

        foreach (var feed in feeds)
        {
            feed.Wake();
        }

        return more;
    }

    /// <summary>Closes the journal, when what is being written is over.</summary>
    public void Close()
    {
        lock (_gate)
        {
            log.Dispose();
        }
    }

    private SinkFailure Full()
    {
        if (_diskIsLow)
        {
            var least = $"less free than min-free-disk ({options.MinFreeDisk} bytes)";
            return new SinkFailure(FailureKind.Transient, $"the journal is full: its disk has {least}");
        }

        return new SinkFailure(FailureKind.Transient, $"the journal is full ({log.Bytes} bytes){Behind}");
    }

    private void LookAtRoom()
    {
        var room = log.Room;
        _diskIsLow = room.DiskIsLow;
        _fullness = room.DiskIsLow ? Math.Max(1, room.Fraction) : room.Fraction;
    }

    private Verdict Decide(LogEvent logEvent) => JournalFullPolicy.Decide(options.WhenFull, logEvent.Level, _fullness);

    /// <summary>The oldest segment is given up: whoever has not read it yet counts what it loses.</summary>
    /// <returns>Whether there was one.</returns>
    private async Task<bool> MakeRoomAsync()
    {
        var end = log.OldestSegmentEnd;
        if (end <= log.First)
        {
            return false;
        }

        foreach (var feed in feeds)
        {
            await feed.SkipToAsync(end, DropReason.JournalFull).ConfigureAwait(false);
        }

        Tidy();
        return log.First >= end;
    }

    /// <summary>Whether the sinks are done with the oldest segment, and it is there still.</summary>
    private bool IsUntidy
    {
        get
        {
            var end = log.OldestSegmentEnd;
            return end > log.First ? AreDoneWith(end) : IsLastSettled;
        }
    }

    /// <summary>Whether there is but the segment that is written to, and the sinks are done with all that it has.</summary>
    private bool IsLastSettled => log.Segments == 1 && log.Readable > log.First && AreDoneWith(log.Readable);

    private bool AreDoneWith(long end) => feeds.All(feed => feed.Tracker.Cursor >= end);

    private void TryTidy()
    {
        try
        {
            EndLastSegment();
            Tidy();
            if (_isHeld && IsUntidy)
            {
                received.LetGo();
                log.Checkpoint(sync: true);
            }

            _isHeld = IsUntidy;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Then there is no room, and what follows from that follows.
        }
    }

    /// <summary>One group may be as large as the whole journal, and its segment then in the way of every other.</summary>
    private void EndLastSegment()
    {
        lock (_gate)
        {
            if (IsLastSettled)
            {
                log.EndSegment();
            }
        }
    }

    /// <summary>Deletes the segments that everybody is done with, without waiting until the keeper comes by.</summary>
    private void Tidy()
    {
        foreach (var feed in feeds)
        {
            log.MoveCursor(feed.Name, feed.Tracker.Cursor);
        }

        received.Keep(now: true, isFull: true);
        log.Checkpoint(sync: true);
    }

    /// <summary>Appends from the front until the end, or until an event for which there is no room.</summary>
    /// <returns>How many events are in the journal now, or dropped; and why it ended before the end.</returns>
    private (int Done, Verdict Verdict) Append(LogBatch batch)
    {
        lock (_gate)
        {
            _dropped.Clear();
            _notice ??= _gap.Count > 0 && _fullness < 1 ? _gap.Take() : null;
            if (_notice is not null)
            {
                Append(_notice);
            }

            var (index, verdict) = (0, Verdict.Take);
            for (; index < batch.Count; index++)
            {
                var logEvent = batch[index];
                verdict = Decide(logEvent);
                if (verdict == Verdict.Wait || (verdict == Verdict.MakeRoom && index > 0))
                {
                    break;
                }

                // If no segment could be given up for the first, there is no room to be had.
                if (verdict == Verdict.Take)
                {
                    Append(logEvent);
                }
                else
                {
                    _dropped.Add(logEvent);
                }
            }

            log.Commit(sync: options.Ack == JournalAck.Fsynced);
            if (_notice is not null)
            {
                EventPool.Return(_notice);
                _notice = null;
            }

            return (index, verdict);
        }
    }

    private void Append(LogEvent logEvent)
    {
        _payload.Clear();
        EventEncoder.Encode(logEvent, _payload);
        if (_payload.Length > JournalLog.MaxPayload)
        {
            AppendRemains(logEvent);
        }

        log.Append((byte)logEvent.Level, _payload.Written);
        _fullness += (double)_payload.Length / options.MaxBytes;
    }

    /// <summary>Of an event that no frame holds, what it was; or else it would stand in the way of all behind it for ever.</summary>
    private void AppendRemains(LogEvent logEvent)
    {
        var bytes = _payload.Length;
        var reason = $"is too large for the journal ({bytes} bytes, at most {JournalLog.MaxPayload})";
        events.Replaced("journal", logEvent, reason);
        _payload.Clear();
        EventEncoder.Encode(EventRemains.Of(logEvent, bytes, JournalLog.MaxPayload), _payload);
    }

    /// <summary>Only after the commit: what is written again after a failure must not be counted twice.</summary>
    private void CountDropped()
    {
        // A notice of the lane's own stands in no ledger.
        _dropped.RemoveAll(GapNotice.Is);
        foreach (var logEvent in _dropped)
        {
            account.Drop(logEvent, DropReason.JournalFull);
            _gap.Add(logEvent, DropReason.JournalFull);
        }

        if (_dropped.Count > 0)
        {
            events.Dropped("journal", DropReason.JournalFull, _dropped.Count);
        }
    }
}
