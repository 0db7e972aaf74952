using System.Collections.Generic;
using ActorLog.Capture;
using ActorLog.Events;
using ActorLog.Runtime;
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
            Miss();
            return;
        }

        var logEvent = message as BusEvent;
        var surroundings = logEvent is null ? new Surroundings([]) : CallerCache.OfThread.SurroundingsOf(logEvent, []);
        var level = logEvent?.LogLevel() ?? LogLevel.InfoLevel;
        var draft = LogEventWriter.Draft(
            BusCapture.LevelOf(level),
            logEvent is null ? "Akka" : BusCapture.CategoryOf(logEvent),
            (message, surroundings),
            static (writer, line) => BusCapture.Write(writer, line.message, line.surroundings),
            logEvent is null ? 0 : BusCapture.UtcTicksOf(logEvent)
        );
        _lines.Add((draft, level, logEvent?.LogSource));
    }

    /// <summary>Counts a line that is not kept.</summary>
    public void Miss() => _missing++;

    /// <summary>Gives all away, in order, and says how many are missing.</summary>
    public void HandOver(BridgeTarget target)
    {
        foreach (var (draft, level, source) in _lines)
        {
            _missing += target.Replay(draft, level, source) == WriteOutcome.Full ? 1 : 0;
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
                "{Count} lines are missing here: of those before the pipeline was there the first {Capacity} are kept, as far as "
                + "its queue has room, and none that a ToString() logs while another is taken",
        };
        draft.Properties.Add(new LogProperty("Count", LogValue.From(_missing)));
        draft.Properties.Add(new LogProperty("Capacity", LogValue.From(capacity)));
        return draft;
    }
}
