using System;
using System.Text;
using ActorLog.Events;
using ActorLog.Journal;
using ActorLog.Journal.Payload;
using ActorLog.Routing;
using ActorLog.Runtime.Intake;
using Microsoft.Extensions.Logging;

namespace ActorLog.Runtime.Durability;

/// <summary>The journal as one sink sees it: its own events, in order; what is not for it or is lost is counted. Not thread-safe.</summary>
internal sealed class FeedReader : IDisposable
{
    // So that a long stretch of events for others does not keep the loop from its other duties.
    private const int FramesAtOnce = 4 * Ingress.PageSize;

    private readonly string _name;
    private readonly byte[] _nameBytes;
    private readonly Router _router;
    private readonly int _route;
    private readonly EventDecoder _decoder;
    private readonly SinkAccount _account;
    private readonly SinkEvents _events;
    private readonly JournalReader _reader;
    private readonly GapNotice _gap = new();
    private readonly long _recoveredEnd;
    private long _position;

    public FeedReader(
        string name,
        JournalLog log,
        Router router,
        int route,
        LogCategories categories,
        SinkAccount account,
        SinkEvents events
    )
    {
        _name = name;
        _nameBytes = Encoding.UTF8.GetBytes(name);
        _router = router;
        _route = route;
        _decoder = new EventDecoder(categories);
        _account = account;
        _events = events;
        _position = log.CursorOf(name);
        _recoveredEnd = log.End;
        _reader = log.CreateReader(_position);
        account.AddRecovered(_recoveredEnd - _position);
    }

    /// <summary>The position of the next frame.</summary>
    public long Position => _position;

    /// <summary>Reads events of this sink, as many as there are, and fit.</summary>
    /// <param name="into">Where they go; its length is the most events.</param>
    /// <param name="room">Bytes after which it ends; one event is read however large it is.</param>
    /// <returns>How many were read.</returns>
    /// <exception cref="System.IO.IOException">The disk failed, and nothing was read.</exception>
    public int Read(Span<LogEvent> into, long room)
    {
        var count = 0;
        if (_gap.Count > 0)
        {
            into[count++] = _gap.Take();
        }

        for (var frames = 0; frames < FramesAtOnce && count < into.Length && room > 0; frames++)
        {
            // What is in hand goes on its way: a failure behind it is met again, and told, by the next call.
            if (!(count == 0 ? _reader.TryRead(out var frame) : _reader.TryReadMore(out frame)))
            {
                break;
            }

            if (Take(frame) is { } logEvent)
            {
                into[count++] = logEvent;
                room -= logEvent.HeldBytes;
            }
        }

        return count;
    }

    /// <summary>Counts what is before a position as dropped.</summary>
    /// <exception cref="System.IO.IOException">The disk failed; what was read is counted, and the rest is for another call.</exception>
    public void SkipTo(long position, DropReason reason)
    {
        var dropped = 0;
        try
        {
            while (_position < position && _reader.TryRead(out var frame))
            {
                dropped += Drop(frame, reason);
            }
        }
        finally
        {
            if (dropped > 0)
            {
                _events.Dropped(_name, reason, dropped);
            }
        }
    }

    private int Drop(in JournalFrame frame, DropReason reason)
    {
        if (Take(frame) is not { } logEvent)
        {
            return 0;
        }

        var isNotice = GapNotice.Is(logEvent);
        if (!isNotice)
        {
            _account.Drop(logEvent, reason);
            _gap.Add(logEvent, reason);
        }

        EventPool.Return(logEvent);
        return isNotice ? 0 : 1;
    }

    public void Dispose() => _reader.Dispose();

    /// <summary>The event of a frame, if it is for this sink; else the frame is accounted for.</summary>
    private LogEvent? Take(in JournalFrame frame)
    {
        var recovered = frame.Position < _recoveredEnd;
        _position = frame.Position + Math.Max(1, frame.Missing);
        if (frame.Missing > 0)
        {
            Lose(frame.Missing);
            return null;
        }

        var payload = frame.Payload;
        if (frame.Tag == AdoptedFrame.AdoptedTag && AdoptedFrame.TryRead(payload, out var adopted))
        {
            // Of another process: nobody has accepted it here, so it counts as recovered, if it is for this sink at all.
            var isDue = adopted.IsDueFor(_nameBytes);
            _account.AddRecovered((isDue ? 1 : 0) - (recovered ? 1 : 0));
            if (!isDue)
            {
                return null;
            }

            payload = adopted.Payload;
        }

        if (!_decoder.TryDecode(payload, out var logEvent, out _))
        {
            Lose(1);
            return null;
        }

        logEvent.JournalPosition = frame.Position;
        if (GapNotice.Is(logEvent))
        {
            // A notice stands in no ledger, but the frames of the earlier run were counted as they lay there.
            _account.AddRecovered(recovered || frame.Tag == AdoptedFrame.AdoptedTag ? -1 : 0);
            return logEvent;
        }

        if (_router.Wants(_route, logEvent))
        {
            return logEvent;
        }

        _account.AddFiltered(1);
        EventPool.Return(logEvent);
        return null;
    }

    private void Lose(long count)
    {
        _account.Dropped.Add(DropReason.JournalDamaged, LogLevel.None, count);
        _events.Dropped(_name, DropReason.JournalDamaged, (int)Math.Min(count, int.MaxValue));
    }
}
