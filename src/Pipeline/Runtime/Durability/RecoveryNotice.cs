using System.Globalization;
using System.Linq;
using ActorLog.Events;
using ActorLog.Journal;
using Microsoft.Extensions.Logging;

namespace ActorLog.Runtime.Durability;

/// <summary>The first event of a run: what earlier runs had left in the journal, and what of it is lost. Pure.</summary>
internal static class RecoveryNotice
{
    /// <summary>The event, or <see langword="null"/> when there is nothing to tell.</summary>
    public static LogEventDraft? Of(JournalRecovery recovery)
    {
        // Those of a sink that is not configured too: nobody delivers them, and they hold the journal's room.
        var most = recovery.Cursors.Where(IsSink).Select(cursor => cursor.Waiting).Append(0).Max();
        if (most == 0 && !recovery.IsRemarkable)
        {
            return null;
        }

        var isLossless = recovery is { LostFrames: 0, QuarantinedFiles: 0, DamagedStretches: 0 };
        var draft = new LogEventDraft
        {
            Level = isLossless && !recovery.Cursors.Any(IsKept) ? LogLevel.Information : LogLevel.Warning,
            Category = "ActorLog",
            Template = "the journal holds {Recovered} events of earlier runs{Sinks:l}; {Lost:l}{Checked:l}",
        };
        draft.Properties.Add(new("Recovered", LogValue.From(most)));
        draft.Properties.Add(new("Sinks", LogValue.From(Sinks(recovery))));
        draft.Properties.Add(new("Lost", LogValue.From(Lost(recovery, isLossless))));
        draft.Properties.Add(new("Checked", LogValue.From(Checked(recovery))));
        return draft;
    }

    private static string Sinks(JournalRecovery recovery) =>
        recovery.Cursors.Any(IsSink) ? $" ({string.Join(", ", recovery.Cursors.Where(IsSink).Select(Sink))})" : "";

    private static bool IsSink(CursorRecovery cursor) => cursor.Name != ReceivedKeeper.Cursor;

    private static bool IsKept(CursorRecovery cursor) => IsSink(cursor) && cursor is { IsAbsent: true, Waiting: > 0 };

    private static string Sink(CursorRecovery cursor) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{cursor.Name}: {cursor.Waiting}{(IsKept(cursor) ? " kept, the sink is not configured" : "")}"
        );

    private static string Lost(JournalRecovery recovery, bool isLossless) =>
        isLossless
            ? "nothing is lost"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{recovery.LostFrames} are lost ({recovery.DamagedStretches} damaged places, {recovery.DamagedBytes} bytes, {recovery.QuarantinedFiles} files put aside)"
            );

    private static string Checked(JournalRecovery recovery) =>
        (recovery.StateRebuilt ? "; its state was rebuilt, so some may be repeated" : "")
        + (recovery.IsVerified ? "" : "; not all of it was checked yet");
}
