using ActorLog.Journal;
using Microsoft.Extensions.Logging;

namespace ActorLog.Runtime.Durability;

/// <summary>What becomes of an event when the journal is as full as it is. Pure.</summary>
internal static class JournalFullPolicy
{
    // At these the levels that matter least are given up, so that those that matter most find room to the end.
    private const double NoMoreDebug = 0.70;
    private const double NoMoreInformation = 0.85;

    /// <summary>What is done with an event.</summary>
    internal enum Verdict
    {
        Take,
        Drop,
        MakeRoom,
        Wait,
    }

    /// <param name="whenFull">The policy.</param>
    /// <param name="level">The event's level.</param>
    /// <param name="fullness">How full the journal is: 0 is empty, 1 is the limit.</param>
    public static Verdict Decide(JournalWhenFull whenFull, LogLevel level, double fullness) =>
        whenFull == JournalWhenFull.DropByLevel ? ByLevel(level, fullness)
        : fullness < 1 ? Verdict.Take
        : whenFull switch
        {
            JournalWhenFull.Wait => Verdict.Wait,
            JournalWhenFull.DropNewest => Verdict.Drop,
            _ => Verdict.MakeRoom,
        };

    private static Verdict ByLevel(LogLevel level, double fullness)
    {
        var least =
            fullness < NoMoreDebug ? LogLevel.Trace
            : fullness < NoMoreInformation ? LogLevel.Information
            : LogLevel.Warning;
        return level < least ? Verdict.Drop
            : fullness < 1 ? Verdict.Take
            : Verdict.MakeRoom;
    }
}
