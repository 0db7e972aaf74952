using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;

namespace ActorLog.Journal;

/// <summary>Decides which segments go. Touches no file.</summary>
/// <remarks>
/// Age is measured by the clock that runs evenly; what the clock on the wall says counts only once, when the journal is opened,
/// for the segments that are there. So setting the clock while the journal is open neither deletes nor keeps anything.
/// </remarks>
internal sealed class JournalRetention(JournalLimits limits, TimeProvider clock, IJournalObserver observer)
{
    private long _givenUp;

    /// <summary>How many of the first segments can be deleted. The last one never can: it is written to.</summary>
    public int Deletable(IReadOnlyList<JournalSegment> segments, JournalCursors cursors)
    {
        var count = Settled(segments, cursors.Lowest);
        while (count < segments.Count - 1 && IsFull(segments, count))
        {
            var absent = cursors.GiveUpAbsent(before: segments[count].End);
            if (absent.Count == 0)
            {
                break;
            }

            Tell("the journal is full: given up is what waits for sinks that are not configured any more:", absent);
            count = Settled(segments, cursors.Lowest);
        }

        var aged = GivenUp(segments);
        if (aged > count)
        {
            var end = segments[aged - 1].End;
            Tell(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"frames before {end} are older than {limits.MaxAge} and are deleted, though not all settled:"
                ),
                cursors.All.Where(cursor => cursor.Value < end)
            );
        }

        return Math.Max(count, aged);
    }

    /// <summary>Gives up what is too old, settled or not: the next checkpoint deletes it.</summary>
    /// <returns>The first position that is kept; 0 when nothing was given up.</returns>
    public long GiveUpAged(IReadOnlyList<JournalSegment> segments)
    {
        var aged = Aged(segments);
        var end = aged > 0 ? segments[aged - 1].End : 0;
        Volatile.Write(ref _givenUp, Math.Max(_givenUp, end));
        return end;
    }

    private void Tell(string what, IEnumerable<KeyValuePair<string, long>> cursors) =>
        observer.Report(
            $"{what} {string.Join(", ", cursors.Select(cursor => string.Create(CultureInfo.InvariantCulture, $"'{cursor.Key}' at {cursor.Value}")))}"
        );

    /// <summary>Whether another segment might not fit.</summary>
    private bool IsFull(IReadOnlyList<JournalSegment> segments, int deleted)
    {
        long bytes = limits.SegmentSize;
        for (var i = deleted; i < segments.Count; i++)
        {
            bytes += segments[i].Length;
        }

        return bytes > limits.MaxBytes;
    }

    // With no cursor at all nobody has said that a frame is settled.
    private static int Settled(IReadOnlyList<JournalSegment> segments, long? lowest)
    {
        var count = 0;
        while (count < segments.Count - 1 && segments[count].End <= lowest)
        {
            count++;
        }

        return count;
    }

    private int GivenUp(IReadOnlyList<JournalSegment> segments)
    {
        var (count, end) = (0, Volatile.Read(ref _givenUp));
        while (count < segments.Count - 1 && segments[count].End <= end)
        {
            count++;
        }

        return count;
    }

    private int Aged(IReadOnlyList<JournalSegment> segments)
    {
        var count = 0;
        while (
            limits.HasAge
            && count < segments.Count - 1
            && clock.GetElapsedTime(segments[count].SealedAt) > limits.MaxAge
        )
        {
            count++;
        }

        return count;
    }
}
