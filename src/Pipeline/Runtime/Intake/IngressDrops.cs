using System;
using ActorLog.Events;

namespace ActorLog.Runtime.Intake;

/// <summary>What the ingress did not take or keep: counted, and told to the stream after a while. Used under its lock.</summary>
/// <param name="clock">Its time.</param>
/// <param name="interval">How long drops are gathered at the most.</param>
/// <param name="sessionId">The session of the events.</param>
/// <param name="tell">Called, off the lock, when the stream is to be told.</param>
internal sealed class IngressDrops(TimeProvider clock, TimeSpan interval, string sessionId, Action tell) : IDisposable
{
    private readonly GapNotice _notice = new();
    private readonly GapClock _clock = new(clock, interval, tell);
    private long _told;

    /// <summary>Events that were not accepted.</summary>
    public DropCounts Refused { get; } = new();

    /// <summary>Events that were accepted and then evicted.</summary>
    public DropCounts Evicted { get; } = new();

    /// <summary>Counts an event that had a place, and gives it back.</summary>
    public void Evict(IQueuedEvent victim)
    {
        Evicted.Add(DropReason.QueueFull, victim.Level);
        Remember(victim);
        if (victim is LogEvent logEvent)
        {
            EventPool.Return(logEvent);
        }
    }

    /// <summary>Counts an event that gets no place, and gives it back.</summary>
    /// <param name="logEvent">The event.</param>
    /// <param name="reason">The queue was full, or the pipeline had stopped.</param>
    /// <param name="lastNumber">The last number given: the event has none, and the gap is told as standing behind that one.</param>
    public void Refuse(LogEvent logEvent, DropReason reason, long lastNumber)
    {
        Refused.Add(reason, logEvent.Level);
        if (reason == DropReason.QueueFull)
        {
            logEvent.Sequence = lastNumber;
            Remember(logEvent);
        }

        EventPool.Return(logEvent);
    }

    /// <summary>The event that tells of all drops since the last one, if there were any.</summary>
    public LogEvent? TakeNotice()
    {
        _told += _notice.Count;
        return _notice.Count > 0 ? _notice.Take() : null;
    }

    /// <summary>How many drops the stream was told of since this was last asked.</summary>
    public long TakeTold()
    {
        var told = _told;
        _told = 0;
        return told;
    }

    public void Dispose() => _clock.Dispose();

    private void Remember(IQueuedEvent dropped)
    {
        _notice.Add(dropped, sessionId, DropReason.QueueFull);
        _clock.Start();
    }
}
