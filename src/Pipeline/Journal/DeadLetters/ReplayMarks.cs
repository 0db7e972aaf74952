using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using ActorLog.Journal.Payload;
using ActorLog.Text;

namespace ActorLog.Journal;

/// <summary>Which letters of a store were replayed. A journal of its own beside the store, so that the store's owner is not disturbed.</summary>
/// <remarks>
/// Each frame is a list of ranges: varints, first and count. The first frame of a replay sums up all before it, which are
/// then let go. For one replay at a time.
/// </remarks>
internal sealed class ReplayMarks : IDisposable
{
    private const string Folder = "replayed";
    private const string Begin = "@begin";
    private const byte Tag = 0x90;
    private const long SegmentSize = 1024 * 1024;

    private readonly JournalLog _log;
    private readonly ByteBuffer _buffer = new(256);

    private ReplayMarks(JournalLog log, PositionSet marked)
    {
        _log = log;
        Marked = marked;
    }

    /// <summary>The positions that are marked.</summary>
    public PositionSet Marked { get; }

    /// <summary>Reads the marks of a store without a change.</summary>
    public static PositionSet Read(string store)
    {
        var marked = new PositionSet();
        var folder = Path.Combine(store, Folder);
        if (JournalFolders.HasJournal(ReadOnlyDisk.Instance, folder))
        {
            using var reader = JournalView.Open(ReadOnlyDisk.Instance, folder).CreateReader(1);
            while (reader.TryRead(out var frame))
            {
                Add(marked, frame.Payload);
            }
        }

        return marked;
    }

    /// <summary>Opens the marks of a store to add some. Nobody else may have them open.</summary>
    /// <param name="disk">The file system.</param>
    /// <param name="store">The store's folder.</param>
    /// <param name="first">The oldest letter that is kept: marks of earlier ones are let go.</param>
    /// <param name="clock">The time.</param>
    /// <param name="observer">Who is told.</param>
    public static ReplayMarks Open(
        IJournalDisk disk,
        string store,
        long first,
        TimeProvider clock,
        IJournalObserver observer
    )
    {
        var limits = new JournalLimits(SegmentSize, long.MaxValue, Timeout.InfiniteTimeSpan, 0);
        var log = JournalLog.Open(disk, Path.Combine(store, Folder), limits, [Begin], clock, observer);
        try
        {
            var marked = new PositionSet();
            using (var reader = log.CreateReader(log.CursorOf(Begin)))
            {
                while (reader.TryRead(out var frame))
                {
                    Add(marked, frame.Payload);
                }
            }

            marked.RemoveBefore(first);
            var marks = new ReplayMarks(log, marked);
            marks.SumUp();
            return marks;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>Marks letters: that is on the medium when this returns.</summary>
    /// <exception cref="IOException">They are not marked.</exception>
    public void Mark(IReadOnlyCollection<long> positions)
    {
        var added = new PositionSet();
        foreach (var position in positions)
        {
            added.Add(position, 1);
        }

        Write(added);
        foreach (var position in positions)
        {
            Marked.Add(position, 1);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _log.Dispose();

    private void SumUp()
    {
        var begin = _log.End;
        if (begin > _log.CursorOf(Begin) + 1)
        {
            Write(Marked);
            _log.MoveCursor(Begin, begin);
            _log.Checkpoint(sync: true);
        }
    }

    private void Write(PositionSet positions)
    {
        _buffer.Clear();
        var writer = new PayloadWriter(_buffer);
        foreach (var (first, count) in positions.Ranges)
        {
            writer.WriteNumber((ulong)first);
            writer.WriteNumber((ulong)count);
        }

        writer.Commit();
        _log.Append(Tag, _buffer.Written);
        _log.Commit(sync: true);
    }

    private static void Add(PositionSet marked, ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload);
        while (reader.IsSound && !reader.Rest.IsEmpty)
        {
            var (first, count) = (reader.ReadNumber(long.MaxValue / 2), reader.ReadNumber(long.MaxValue / 2));
            if (reader.IsSound)
            {
                marked.Add((long)first, (long)count);
            }
        }
    }
}
