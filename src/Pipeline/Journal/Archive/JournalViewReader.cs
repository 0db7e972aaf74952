using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;

namespace ActorLog.Journal;

/// <summary>Reads the frames of a <see cref="JournalView"/>, with the news of what is missing, up to where it ended then.</summary>
/// <remarks>
/// Damage counts when frames are missing behind it: the rest of a commit that failed, and was written anew in the next segment,
/// is none. What is torn at the very end was never acknowledged as being on the medium, and is told apart.
/// </remarks>
internal sealed class JournalViewReader : IDisposable
{
    private readonly JournalView _view;
    private readonly IJournalDisk _disk;
    private readonly List<ViewedDamage> _damage = [];
    private int _index;
    private ViewedSegment? _segment;
    private SegmentReader? _frames;
    private ViewedDamage? _pending;

    // Frames from there on do not count: the next segment has them anew.
    private long _hiddenFrom;
    private bool _isAhead;
    private bool _isAtEnd;
    private bool _beginsAnywhere;

    public JournalViewReader(JournalView view, IJournalDisk disk, long position)
    {
        _view = view;
        _disk = disk;
        Position = Math.Max(position, view.Segments is [{ Header: { } first }, ..] ? first.First : 1);
        _beginsAnywhere = position <= 1 && view.Segments is [{ Header: null }, ..];
        for (var i = 1; i < view.Segments.Count; i++)
        {
            _index = view.Segments[i].Header is { } header && header.First <= Position ? i : _index;
        }
    }

    /// <summary>The position of the next frame.</summary>
    public long Position { get; private set; }

    /// <summary>The damage that was found so far.</summary>
    public IReadOnlyList<ViewedDamage> Damage => _damage;

    /// <summary>Bytes at the end that are no whole frame: a write that was cut short, or is under way.</summary>
    public long TornBytes { get; private set; }

    /// <summary>Reads the next frame, or how many are missing; false at the end.</summary>
    public bool TryRead(out JournalFrame frame)
    {
        frame = default;
        if (_isAhead)
        {
            _isAhead = false;
            frame = Taken();
            return true;
        }

        while (_frames is not null || Enter())
        {
            switch (_frames!.Next(_segment!.Length))
            {
                case SegmentStep.Frame when _frames.Position >= _hiddenFrom:
                case SegmentStep.End:
                    if (Leave(out frame))
                    {
                        return true;
                    }

                    break;
                case SegmentStep.Frame:
                    Position = _beginsAnywhere ? _frames.Position : Position;
                    _beginsAnywhere = false;
                    if (_frames.Position >= Position)
                    {
                        frame = _frames.Position == Position ? Taken() : MissingBefore(_frames.Position, isAhead: true);
                        return true;
                    }

                    break;
                case SegmentStep.DamagedEnd when IsLast:
                    TornBytes = _frames.Offset - _frames.DamageStart;
                    goto default;
                default:
                    _pending = new(_segment.Path, _frames.DamageStart, _frames.Offset - _frames.DamageStart);
                    break;
            }
        }

        return TryTellEnd(out frame);
    }

    /// <inheritdoc/>
    public void Dispose() => _frames?.Dispose();

    private bool IsLast => _index == _view.Segments.Count - 1;

    /// <summary>The first frame of the next segment whose header is whole.</summary>
    private long FirstOfNext() =>
        _view.Segments.Skip(_index + 1).FirstOrDefault(next => next.Header is not null)?.Header!.First ?? long.MaxValue;

    private JournalFrame Taken()
    {
        _pending = null;
        return new JournalFrame(Position++, _frames!.Tag, _frames.Payload);
    }

    private JournalFrame MissingBefore(long position, bool isAhead)
    {
        var frame = new JournalFrame(Position, 0, default, position - Position);
        if (_pending is { } damage)
        {
            _damage.Add(damage);
            _pending = null;
        }

        (Position, _isAhead) = (position, isAhead);
        return frame;
    }

    private bool Enter()
    {
        if (!TryOpen(out var file))
        {
            return false;
        }

        _segment = _view.Segments[_index];
        _hiddenFrom = FirstOfNext();
        var seed = SegmentHeader.SeedOf(_view.Id, _segment.Id);
        _frames = new SegmentReader(file, seed, SegmentHeader.Size) { ToleratesErrors = true };
        if (_segment.Header is null)
        {
            // The frames behind a damaged header are whole, perhaps.
            _damage.Add(new(_segment.Path, 0, Math.Min(_segment.Length, SegmentHeader.Size)));
        }

        return true;
    }

    /// <summary>Opens the next segment. One that its owner has deleted since it was seen is behind us.</summary>
    private bool TryOpen([NotNullWhen(true)] out IJournalFile? file)
    {
        for (; _index < _view.Segments.Count; _index++)
        {
            try
            {
                file = _disk.Open(_view.Segments[_index].Path);
                return true;
            }
            catch (FileNotFoundException)
            {
                var next = FirstOfNext();
                Position = next == long.MaxValue ? Position : Math.Max(Position, next);
            }
        }

        file = null;
        return false;
    }

    private bool Leave(out JournalFrame frame)
    {
        frame = default;
        var (next, isLast) = (_hiddenFrom, IsLast);
        _frames!.Dispose();
        _frames = null;
        _index++;
        if (isLast || next == long.MaxValue || Position >= next)
        {
            _pending = isLast ? _pending : null;
            return false;
        }

        frame = MissingBefore(next, isAhead: false);
        return true;
    }

    // What was written down as committed and is not there was lost.
    private bool TryTellEnd(out JournalFrame frame)
    {
        frame = default;
        if (_isAtEnd || _view.State is not { } state || state.WriterPosition <= Position)
        {
            return false;
        }

        _isAtEnd = true;
        TornBytes = 0;
        frame = MissingBefore(state.WriterPosition, isAhead: false);
        return true;
    }
}
