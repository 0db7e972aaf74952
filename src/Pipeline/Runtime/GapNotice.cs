using System;
using System.Globalization;
using ActorLog.Events;
using Microsoft.Extensions.Logging;

namespace ActorLog.Runtime;

/// <summary>Drops that the stream has not been told of yet, and the event that tells of them. Not thread-safe.</summary>
internal sealed class GapNotice
{
    private static readonly LogCategory Category = new("ActorLog");
    private static readonly MessageTemplate Template = MessageTemplate.Parse(
        "{DroppedCount} events were dropped here ({Reason}; {Levels}), between sequence {FirstSequence} and {LastSequence}"
    );

    private readonly long[] _byLevel = new long[(int)LogLevel.None + 1];
    private int _reasons;
    private string _session = "";
    private long _first;
    private long _last;
    private long _ticks;

    /// <summary>How many drops are untold.</summary>
    public long Count { get; private set; }

    /// <summary>Counts a drop.</summary>
    public void Add(LogEvent dropped, DropReason reason) => Add(dropped, dropped.SessionId, reason);

    /// <summary>Counts a drop, which may be of an event that is not written yet.</summary>
    public void Add(IQueuedEvent dropped, string sessionId, DropReason reason)
    {
        _first = Count == 0 ? dropped.Sequence : Math.Min(_first, dropped.Sequence);
        _last = Math.Max(_last, dropped.Sequence);
        _ticks = Math.Max(_ticks, dropped.UtcTicks);
        _session = sessionId;
        _reasons |= 1 << (int)reason;
        _byLevel[(int)dropped.Level]++;
        Count++;
    }

    /// <summary>Makes the event that tells of all untold drops, and begins anew. It has no sequence number: it was never accepted.</summary>
    public LogEvent Take()
    {
        var notice = EventPool.Rent();
        notice.SessionId = _session;
        notice.UtcTicks = _ticks;
        notice.ThreadId = 0; // No thread's: out of the pool it comes with that of its last event.
        notice.Level = LogLevel.Warning;
        notice.Category = Category;
        notice.Template = Template;
        notice.MessagePropertyCount = Template.HoleCount;
        notice.Add(GapNames.DroppedCount, LogValue.From(Count));
        notice.Add("Reason", LogValue.From(Reasons()));
        notice.Add("Levels", LogValue.From(Levels()));
        notice.Add(GapNames.FirstSequence, LogValue.From(_first));
        notice.Add(GapNames.LastSequence, LogValue.From(_last));
        notice.Measure();
        notice.Share(1);
        Array.Clear(_byLevel);
        Count = 0;
        _last = 0;
        _reasons = 0;
        return notice;
    }

    /// <summary>Whether an event is a notice that a sink's own queue put into its stream: without a number, in no ledger.</summary>
    public static bool Is(LogEvent logEvent) => logEvent.Sequence == 0;

    // Nearly always one: a sink that was full and has stopped since has two.
    private string Reasons()
    {
        var text = "";
        for (var reason = 0; reason < DropReasons.Count; reason++)
        {
            if ((_reasons & (1 << reason)) != 0)
            {
                text += $"{(text.Length > 0 ? ", " : "")}{DropReasons.Word((DropReason)reason)}";
            }
        }

        return text;
    }

    private string Levels()
    {
        var text = "";
        for (var level = 0; level < _byLevel.Length; level++)
        {
            if (_byLevel[level] > 0)
            {
                text += string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(text.Length > 0 ? ", " : "")}{(LogLevel)level} {_byLevel[level]}"
                );
            }
        }

        return text;
    }
}
