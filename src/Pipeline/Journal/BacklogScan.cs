using System;
using System.Collections.Generic;
using System.IO;

namespace ActorLog.Journal;

/// <summary>Checks what waits: the last segment to its end, and of the others as much as the budget allows.</summary>
internal sealed class BacklogScan(
    IJournalDisk disk,
    JournalQuarantine quarantine,
    LossTally losses,
    IJournalObserver observer
)
{
    // The start shall not depend on how much waits. What is not checked here is checked when it is read.
    private const long Budget = 256 * 1024 * 1024;

    private long _scanned;
    private long _expected;

    /// <summary>How many damaged stretches were found among what waits.</summary>
    public int DamagedStretches { get; private set; }

    /// <summary>Bytes of them.</summary>
    public long DamagedBytes { get; private set; }

    /// <summary>Whether everything that waits was checked.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Where the last whole frame of the last segment ends.</summary>
    public long GoodLength { get; private set; } = SegmentHeader.Size;

    /// <summary>Whether the disk did not give all of the last segment.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Checks the segments.</summary>
    /// <param name="segments">All that count.</param>
    /// <param name="knownEnd">The position up to which there are known to have been frames.</param>
    /// <returns>The position behind the last frame, found or known.</returns>
    public long Run(IReadOnlyList<JournalSegment> segments, long knownEnd)
    {
        _expected = losses.Lowest ?? (segments.Count > 0 ? segments[0].First : knownEnd);
        for (var i = 0; i < segments.Count; i++)
        {
            var (segment, isLast) = (segments[i], i == segments.Count - 1);
            ExpectFrom(segment.First);
            if (isLast)
            {
                Scan(segment, long.MaxValue, knownEnd);
            }
            else if (segment.End > _expected)
            {
                ScanWithinBudget(segment);
                ExpectFrom(segment.End);
            }
        }

        ExpectFrom(knownEnd);
        return _expected;
    }

    private void ExpectFrom(long position)
    {
        if (position > _expected)
        {
            losses.Add(_expected, position);
            _expected = position;
        }
    }

    private void ScanWithinBudget(JournalSegment segment)
    {
        if (_scanned + segment.Length > Budget)
        {
            IsComplete = false;
            _expected = segment.End;
            return;
        }

        _scanned += segment.Length;
        Scan(segment, segment.End, segment.End);
    }

    /// <param name="segment">The segment.</param>
    /// <param name="hiddenFrom">Frames from there on are in a later segment.</param>
    /// <param name="knownEnd">The position up to which there are known to have been frames.</param>
    private void Scan(JournalSegment segment, long hiddenFrom, long knownEnd)
    {
        GoodLength = segment.Start;
        try
        {
            using var frames = new SegmentReader(disk.Open(segment.Path), segment.Seed, segment.Start)
            {
                ToleratesErrors = true,
            };
            var damage = Scan(segment, frames, hiddenFrom);
            HasErrors = frames.HadErrors;
            if (_expected < knownEnd)
            {
                Keep(segment, damage);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            HasErrors = true;
            observer.Report($"'{segment.Path}' cannot be opened: {failure.Message}");
        }
    }

    /// <returns>Damage that no frame follows.</returns>
    private (long Start, long Length) Scan(JournalSegment segment, SegmentReader frames, long hiddenFrom)
    {
        (long Start, long Length) damage = default;
        for (var step = frames.Next(segment.Length); step != SegmentStep.End; step = frames.Next(segment.Length))
        {
            if (step != SegmentStep.Frame)
            {
                damage = (frames.DamageStart, frames.Offset - frames.DamageStart);
                continue;
            }

            GoodLength = frames.Offset;
            if (frames.Position >= hiddenFrom)
            {
                break;
            }

            if (frames.Position > _expected)
            {
                Keep(segment, damage);
                ExpectFrom(frames.Position);
            }

            damage = default;
            _expected = Math.Max(_expected, frames.Position + 1);
        }

        return damage;
    }

    private void Keep(JournalSegment segment, (long Start, long Length) damage)
    {
        if (damage.Length > 0 && quarantine.Keep(segment, damage.Start, damage.Length))
        {
            DamagedStretches++;
            DamagedBytes += damage.Length;
        }
    }
}
