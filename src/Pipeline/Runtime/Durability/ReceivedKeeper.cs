using System;
using System.IO;
using System.Threading;
using ActorLog.Events;
using ActorLog.Journal;
using ActorLog.Journal.Payload;
using ActorLog.Runtime.Intake;

namespace ActorLog.Runtime.Durability;

/// <summary>Keeps the index of received events through restarts: a checkpoint, and the journal's frames behind it.</summary>
/// <remarks>
/// An event is in a frame, or in the checkpoint, or in both: the cursor <see cref="Cursor"/> holds a segment until a checkpoint
/// covers it. And nothing is in the checkpoint that is not committed. So the index is exact after a kill: no repeat is taken,
/// and nothing counts as a repeat that was lost. Thread-safe.
/// </remarks>
internal sealed class ReceivedKeeper : IDisposable
{
    /// <summary>The cursor's name; no sink can have it.</summary>
    public const string Cursor = "@received";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly JournalLog _log;
    private readonly ReceivedFiles _files;
    private readonly TimeProvider _clock;
    private readonly Action _again;
    private readonly Action _sync;
    private readonly ITimer _timer;
    private Reception? _reception;
    private long _savedVersion;
    private long _savedAt;
    private bool _isArmed;

    /// <summary>Reads what is known, and the frames behind it.</summary>
    /// <param name="disk">The journal's disk.</param>
    /// <param name="log">The journal, with a cursor of this name.</param>
    /// <param name="clock">The time.</param>
    /// <param name="sync">Puts the journal on the medium.</param>
    /// <param name="again">Has <see cref="Keep"/> called soon.</param>
    public ReceivedKeeper(IJournalDisk disk, JournalLog log, TimeProvider clock, Action sync, Action again)
    {
        _log = log;
        _clock = clock;
        _again = again;
        _sync = sync;
        _files = new ReceivedFiles(disk, log.Folder);
        (Index, var position) = _files.Load(log.Id, ReceivedIndex.DefaultMaxBytes, log.CursorOf(Cursor));
        _savedVersion = Index.Version;
        _savedAt = clock.GetTimestamp();
        ReadFrames(position);
        _timer = clock.CreateTimer(
            _ =>
            {
                Volatile.Write(ref _isArmed, false);
                again();
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>What has been received.</summary>
    public ReceivedIndex Index { get; }

    /// <summary>From now on the index is this one's, and read only through it.</summary>
    public void Attach(Reception reception)
    {
        lock (_gate)
        {
            _reception = reception;
        }

        // What the run before left uncovered holds segments that nobody else may need.
        _again();
    }

    /// <summary>Moves the cursor as far as it may be, and writes a checkpoint for that if one is needed.</summary>
    /// <param name="now">Whether it is done at once; else a checkpoint is written once in a while, and <c>again</c> is called.</param>
    /// <param name="isFull">
    /// Whether the journal has no room. Then the cursor moves also when the checkpoint cannot be written, perhaps for want of
    /// the very room: after a crash some repeats are taken, instead of nothing at all now.
    /// </param>
    /// <exception cref="IOException">The checkpoint could not be written.</exception>
    public void Keep(bool now, bool isFull = false) => MoveCursor(now, isFull, passPending: false);

    /// <summary>Moves the cursor to the end, also where that is behind events whose commit is pending.</summary>
    /// <remarks>
    /// For a journal that is full of what its sinks are done with: those events wait for room in it, and it would wait for
    /// them. After a crash some repeats are taken.
    /// </remarks>
    /// <exception cref="IOException">The journal could not be put on the medium.</exception>
    public void LetGo() => MoveCursor(now: true, isFull: true, passPending: true);

    private void MoveCursor(bool now, bool isFull, bool passPending)
    {
        lock (_gate)
        {
            if (_reception is null || _log.CursorOf(Cursor) >= _log.Synced)
            {
                return;
            }

            var mayWrite = now || _clock.GetElapsedTime(_savedAt) >= Interval;
            var (position, checkpoint, version) = _reception.Read(
                (index, upTo) =>
                    index.Version == _savedVersion || !mayWrite
                        ? (upTo, default, index.Version)
                        : (upTo, ReceivedCheckpoint.Write(index, _log.Id, _files.NextGeneration, upTo), index.Version),
                () => _log.Synced,
                passPending
            );
            if (version != _savedVersion)
            {
                if (!mayWrite)
                {
                    Arm();
                    return;
                }

                try
                {
                    // What is not on the medium may be lost, and then must not be known.
                    _sync();
                    _files.Save(checkpoint.Span);
                    (_savedVersion, _savedAt) = (version, _clock.GetTimestamp());
                }
                catch (IOException) when (isFull)
                {
                    // The next time with room.
                }
            }

            _log.MoveCursor(Cursor, position);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Arm()
    {
        if (!Volatile.Read(ref _isArmed))
        {
            Volatile.Write(ref _isArmed, true);
            _timer.Change(Interval, Timeout.InfiniteTimeSpan);
        }
    }

    private void ReadFrames(long position)
    {
        using var reader = _log.CreateReader(position);
        var decoder = new EventDecoder(new LogCategories());
        while (TryRead(reader, out var frame))
        {
            var payload =
                frame.Tag == AdoptedFrame.AdoptedTag && AdoptedFrame.TryRead(frame.Payload, out var adopted)
                    ? adopted.Payload
                    : frame.Payload;
            if (frame.Missing == 0 && decoder.TryDecode(payload, out var logEvent, out _))
            {
                if (logEvent.Origin is { } origin)
                {
                    Index.Add(origin);
                }

                EventPool.Return(logEvent);
            }
        }
    }

    // What the disk does not give even when it is asked again counts as missing; the reader sees to that.
    private static bool TryRead(JournalReader reader, out JournalFrame frame)
    {
        while (true)
        {
            try
            {
                return reader.TryRead(out frame);
            }
            catch (IOException)
            {
                // It is tried three times in all.
            }
        }
    }
}
