using System;
using System.IO;

namespace ActorLog.Journal;

/// <summary>Reads a journal from a position on. One thread, while another appends.</summary>
/// <remarks>
/// It has a handle of its own: the segment that it is in may be deleted meanwhile. What the disk does not give is tried again as
/// often as the caller asks, three times in all; from then on it counts as damage.
/// </remarks>
internal sealed class JournalReader(
    IJournalDisk disk,
    SegmentTable segments,
    JournalQuarantine quarantine,
    Func<long> readable,
    long position
) : IDisposable
{
    private const int Tries = 3;

    private JournalSegment? _segment;
    private SegmentReader? _frames;
    private long _limit;
    private long _hiddenFrom;
    private bool _isAhead;
    private int _failures;
    private (long Start, long Length) _damage;

    private enum Found
    {
        Frame,
        Missing,
        Nothing,
    }

    /// <summary>The position of the next frame.</summary>
    public long Position { get; private set; } = Math.Max(1, position);

    /// <summary>Reads the next frame, or how many are missing.</summary>
    /// <returns>Whether there was one; false when there is no more at present.</returns>
    /// <exception cref="IOException">The disk does not give what stands there.</exception>
    public bool TryRead(out JournalFrame frame)
    {
        try
        {
            return TryNext(out frame);
        }
        catch (IOException)
        {
            _failures++;
            if (_frames is not null)
            {
                _frames.ToleratesErrors = _failures >= Tries - 1;
            }

            throw;
        }
    }

    /// <summary>Reads the next frame for one who already holds some that must go on their way, whatever stands behind them.</summary>
    /// <returns>
    /// Whether there was one; false also when the disk fails, which the next <see cref="TryRead"/> meets again. It counts as a
    /// try only there: who is not told of it does not wait before the next.
    /// </returns>
    public bool TryReadMore(out JournalFrame frame)
    {
        try
        {
            return TryNext(out frame);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            frame = default;
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _frames?.Dispose();
        _frames = null;
    }

    private bool TryNext(out JournalFrame frame)
    {
        frame = default;
        switch (Search(out var end))
        {
            case Found.Frame:
                frame = new JournalFrame(Position++, _frames!.Tag, _frames.Payload);
                break;
            case Found.Missing:
                frame = new JournalFrame(Position, 0, default, end - Position);
                Position = end;
                break;
            default:
                return false;
        }

        // What fails next has its own three tries, in this segment as in any other.
        _failures = 0;
        if (_frames is not null)
        {
            _frames.ToleratesErrors = false;
        }

        return true;
    }

    /// <param name="end">Behind the frames that are missing.</param>
    private Found Search(out long end)
    {
        end = 0;
        if (_isAhead)
        {
            // It was read when the frames before it were found missing.
            _isAhead = false;
            return Found.Frame;
        }

        while (true)
        {
            if (_frames is null && Enter(out end) is { } answer)
            {
                return answer;
            }

            switch (_frames!.Next(_limit))
            {
                case SegmentStep.Frame when _frames.Position < _hiddenFrom:
                    if (TryTake(out end) is { } found)
                    {
                        return found;
                    }

                    break;
                case SegmentStep.Frame:
                    // This one and all behind it were written anew in a later segment.
                    if (TryLeave(isHidden: true, out end) is { } hidden)
                    {
                        return hidden;
                    }

                    break;
                case SegmentStep.End:
                    if (TryLeave(isHidden: false, out end) is { } left)
                    {
                        return left;
                    }

                    break;
                default:
                    _damage = (_frames.DamageStart, _frames.Offset - _frames.DamageStart);
                    break;
            }
        }
    }

    private Found? TryTake(out long end)
    {
        end = _frames!.Position;
        if (end < Position)
        {
            _damage = default;
            return null;
        }

        if (end == Position)
        {
            return Found.Frame;
        }

        TellDamage();
        _isAhead = true;
        return Found.Missing;
    }

    /// <summary>Opens the segment that has the position.</summary>
    /// <returns>Null when it is open.</returns>
    private Found? Enter(out long end)
    {
        // In this order: who sees a frame in the count of the readable ones, sees its segment in the table.
        end = readable();
        if (segments.Find(Position) is not { } segment)
        {
            return Position < end ? Found.Missing : Found.Nothing;
        }

        if (Position < segment.First)
        {
            end = segment.First;
            return Found.Missing;
        }

        var next = segments.After(segment.Id);
        try
        {
            _frames = new SegmentReader(disk.Open(segment.Path), segment.Seed, segment.Start);
        }
        catch (IOException) when (segments.Find(Position) != segment)
        {
            return Enter(out end);
        }
        catch (FileNotFoundException) when (next is not null && _failures >= Tries - 1)
        {
            end = next.First;
            return Found.Missing;
        }

        (_segment, _damage) = (segment, default);
        _hiddenFrom = next is null ? long.MaxValue : segment.End;
        _limit = segment.Length;
        return null;
    }

    /// <summary>Goes on to what came to the segment meanwhile, or to the next one.</summary>
    /// <returns>Null when there is more to read.</returns>
    private Found? TryLeave(bool isHidden, out long end)
    {
        // In this order: see JournalSegment.Publish. Who sees a next segment sees all of this one.
        end = _segment!.End;
        var next = segments.After(_segment.Id);
        _limit = _segment.Length;
        if (!isHidden && _frames!.Offset < _limit)
        {
            return null;
        }

        if (next is null)
        {
            if (Position >= end)
            {
                return Found.Nothing;
            }

            if (segments.After(_segment.Id) is not null)
            {
                return null;
            }

            TellDamage();
            return Found.Missing;
        }

        if (Position < next.First)
        {
            TellDamage();
            end = next.First;
            return Found.Missing;
        }

        Dispose();
        return null;
    }

    private void TellDamage()
    {
        if (_damage.Length > 0)
        {
            quarantine.Keep(_segment!, _damage.Start, _damage.Length);
            _damage = default;
        }
    }
}
