using System;
using System.IO;
using System.Threading;

namespace ActorLog.Journal;

/// <summary>Appends frames, in groups. One thread at a time; its figures can be read by any.</summary>
/// <remarks>
/// A group is seen by readers after its commit, never before. A failed write is cut off again. After a failed fsync nothing is
/// known of what was written since the last one: the kernel may have thrown it away and will not say so a second time. The
/// segment is then left at its last synced end, and what was committed behind that is written anew into the next one, from what
/// the file still gives.
/// </remarks>
internal sealed class JournalWriter : IDisposable
{
    private const int MaxGroup = 512 * 1024 * 1024;
    private const int KeptBuffer = 4 * 1024 * 1024;

    private readonly SegmentTable _segments;
    private readonly SegmentMaker _maker;
    private readonly JournalLimits _limits;
    private readonly TimeProvider _clock;
    private readonly IJournalObserver _observer;

    private byte[] _buffer = new byte[64 * 1024];
    private int _used;
    private IJournalFile? _file;
    private JournalSegment? _active;
    private long _beganAt;
    private SyncedEnd _onMedium = SyncedEnd.None;
    private bool _isDoubtful;
    private long _end;
    private long _readable;
    private long _synced;

    /// <summary>Begins where the opened journal ends.</summary>
    public JournalWriter(
        SegmentTable segments,
        SegmentMaker maker,
        JournalLimits limits,
        TimeProvider clock,
        IJournalObserver observer,
        JournalEnd end
    )
    {
        (_segments, _maker, _limits, _clock, _observer) = (segments, maker, limits, clock, observer);
        (_active, _file, _isDoubtful) = (end.Segment, end.File, end.IsDoubtful);
        _beganAt = clock.GetTimestamp();
        _end = _readable = end.Position;
        _synced = end.IsDoubtful ? end.Segment!.First : end.Position;
        if (end.Segment is { } segment)
        {
            _onMedium = new SyncedEnd(segment.Id, end.IsDoubtful ? SegmentHeader.Size : segment.Length);
        }
    }

    /// <summary>The position that the next frame gets.</summary>
    public long End => Volatile.Read(ref _end);

    /// <summary>Frames before it are with the operating system.</summary>
    public long Readable => Volatile.Read(ref _readable);

    /// <summary>Frames before it are on the medium.</summary>
    public long Synced => Volatile.Read(ref _synced);

    /// <summary>Where the bytes that are on the medium end.</summary>
    public SyncedEnd OnMedium => Volatile.Read(ref _onMedium);

    /// <summary>Puts a frame into the group.</summary>
    /// <returns>Its position.</returns>
    public long Append(byte tag, ReadOnlySpan<byte> payload)
    {
        var size = FrameFormat.SizeOf(payload.Length);
        if (_buffer.Length - _used < size)
        {
            Grow(size);
        }

        var position = _end;
        FrameFormat.Write(_buffer.AsSpan(_used, size), position, tag, payload);
        _used += size;
        Volatile.Write(ref _end, position + 1);
        return position;
    }

    /// <summary>Writes the group. When it throws, the group is forgotten.</summary>
    public void Commit(bool sync)
    {
        if (_used == 0)
        {
            if (sync)
            {
                Sync();
            }

            return;
        }

        try
        {
            PrepareSegment();
            WriteGroup(sync);
        }
        finally
        {
            Forget();
        }
    }

    /// <summary>Forgets what was appended and not committed.</summary>
    public void Forget()
    {
        Volatile.Write(ref _end, _readable);
        _used = 0;
        if (_buffer.Length > KeptBuffer)
        {
            _buffer = new byte[KeptBuffer];
        }
    }

    /// <summary>Puts everything committed on the medium.</summary>
    public void Sync()
    {
        if (_isDoubtful)
        {
            Repair();
        }
        else if (_synced < _readable)
        {
            SyncActive();
        }
    }

    /// <summary>Ends the segment that is written to, if it has frames: the next group goes into a new one.</summary>
    public void EndSegment()
    {
        if (_active is { Length: > SegmentHeader.Size })
        {
            Sync();
            _observer.Reached(JournalPoint.SegmentSealed);
            Begin(_maker.Begin(_readable, out var file), file);
        }
    }

    /// <summary>Whether the file that is written to has its name no more.</summary>
    public bool IsGone(IJournalDisk disk) => _active is { } active && !disk.Exists(active.Path);

    /// <summary>The files are gone. What the last one held is written anew, from what the open file still gives, before anything else.</summary>
    public void Renew()
    {
        if (_active is { } active)
        {
            _isDoubtful = true;
            Volatile.Write(ref _onMedium, new SyncedEnd(active.Id, SegmentHeader.Size));
            Volatile.Write(ref _synced, active.First);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private void PrepareSegment()
    {
        if (_isDoubtful)
        {
            Repair();
        }

        if (_active is null)
        {
            Begin(_maker.Begin(_readable, out var file), file);
        }
        else if (IsFull(_active))
        {
            EndSegment();
        }
    }

    // With an age limit a segment ends after a quarter of it, else frames of a quiet journal would live on with their segment.
    private bool IsFull(JournalSegment active) =>
        active.Length > SegmentHeader.Size
        && (
            active.Length + _used > _limits.SegmentSize
            || (_limits.HasAge && _clock.GetElapsedTime(_beganAt) > _limits.MaxAge / 4)
        );

    private void Begin(JournalSegment segment, IJournalFile file)
    {
        _file?.Dispose();
        if (_active is not null)
        {
            _active.SealedAt = _clock.GetTimestamp();
        }

        (_file, _active, _beganAt) = (file, segment, _clock.GetTimestamp());
        Volatile.Write(ref _onMedium, new SyncedEnd(segment.Id, SegmentHeader.Size));
        _segments.Add(segment);
    }

    private void WriteGroup(bool sync)
    {
        var group = _buffer.AsSpan(0, _used);
        FrameFormat.Seal(group, _active!.Seed);
        try
        {
            _file!.Write(group, _active.Length);
        }
        catch
        {
            _isDoubtful |= !TryCut();
            throw;
        }

        _observer.Reached(JournalPoint.FramesWritten);
        if (sync)
        {
            SyncFile();
            _observer.Reached(JournalPoint.FramesSynced);
        }

        _active.Publish(_active.Length + _used, _end);
        Volatile.Write(ref _readable, _end);
        if (sync)
        {
            NoteSynced();
        }
    }

    private void SyncActive()
    {
        SyncFile();
        NoteSynced();
    }

    private void SyncFile()
    {
        try
        {
            _file!.Sync();
        }
        catch
        {
            _isDoubtful = true;
            TryCut();
            throw;
        }
    }

    private void NoteSynced()
    {
        Volatile.Write(ref _onMedium, new SyncedEnd(_active!.Id, _active.Length));
        Volatile.Write(ref _synced, _readable);
    }

    /// <summary>Takes away what a failed group may have left. Where that fails too, the next segment hides it.</summary>
    private bool TryCut()
    {
        try
        {
            _file!.SetLength(_active!.Length);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Repair()
    {
        var doubtful = _active!;
        var segment = _maker.Rewrite(doubtful, _file!, (_onMedium.Length, _synced), _readable, out var file);
        var (length, end) = (_onMedium.Length, _synced);
        Begin(segment, file);
        // Only now: a reader that finds the old segment shorter than it was must find the new one too.
        doubtful.Publish(length, end);
        _isDoubtful = false;
        NoteSynced();
    }

    private void Grow(int size)
    {
        var needed = (long)_used + size;
        if (needed > MaxGroup)
        {
            throw new InvalidOperationException($"a group of frames may have {MaxGroup} bytes; commit before it has");
        }

        Array.Resize(ref _buffer, (int)Math.Min(MaxGroup, Math.Max(needed, 2L * _buffer.Length)));
    }
}
