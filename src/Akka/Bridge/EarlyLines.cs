using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using ActorLog.Events;
using Akka.Event;
using BusEvent = Akka.Event.LogEvent;
using MelLogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace ActorLog.AkkaNet.Bridge;

/// <summary>The lines from before there was a pipeline, captured when they were logged. Used under a lock.</summary>
internal sealed class EarlyLines(int capacity)
{
    private readonly List<(LogEventDraft Draft, LogLevel Level, string? Source)> _lines = [];
    private int _missing;

    /// <summary>Keeps a line, or counts it when there is no room.</summary>
    public void Add(object message)
    {
        if (_lines.Count >= capacity)
        {
            _missing++;
            return;
        }

        var draft = new LogEventDraft
        {
            Timestamp = message is BusEvent dated
                ? new DateTimeOffset(BusCapture.UtcTicksOf(dated), TimeSpan.Zero)
                : null,
            ThreadId = Environment.CurrentManagedThreadId,
            ThreadName = Thread.CurrentThread.Name,
            TraceId = Activity.Current?.TraceId.ToHexString(),
            SpanId = Activity.Current?.SpanId.ToHexString(),
        };
        BusCapture.Fill(draft, message, BusCapture.CurrentActor);
        var logEvent = message as BusEvent;
        _lines.Add((draft, logEvent?.LogLevel() ?? LogLevel.InfoLevel, logEvent?.LogSource));
    }

    /// <summary>Gives all away, in order, and says how many are missing.</summary>
    public void HandOver(BridgeTarget target)
    {
        foreach (var (draft, level, source) in _lines)
        {
            target.Replay(draft, level, source);
        }

        if (_missing > 0)
        {
            target.Replay(MissingNotice(), LogLevel.WarningLevel, null);
        }

        _lines.Clear();
        _missing = 0;
    }

    private LogEventDraft MissingNotice()
    {
        var draft = new LogEventDraft
        {
            Level = MelLogLevel.Warning,
            Category = typeof(LoggingBusBridge).FullName!,
            Template =
                "{Count} lines are missing here: only the first {Capacity} lines before the pipeline was there are kept",
        };
        draft.Properties.Add(new LogProperty("Count", LogValue.From(_missing)));
        draft.Properties.Add(new LogProperty("Capacity", LogValue.From(capacity)));
        return draft;
    }
}
