using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ActorLog.Host.Audit;

/// <summary>What the audit of an output has found.</summary>
/// <param name="Rules">What counts as wrong.</param>
/// <param name="Files">The files, in the order in which they were read.</param>
/// <param name="Lines">How many lines they have.</param>
/// <param name="Sessions">The sessions, in the order in which they were met.</param>
/// <param name="Unnumbered">Lines without session and number.</param>
/// <param name="Torn">Last lines that end before their end.</param>
internal sealed record AuditReport(
    AuditRules Rules,
    IReadOnlyList<string> Files,
    long Lines,
    IReadOnlyList<SessionReport> Sessions,
    LineExcerpts Unnumbered,
    LineExcerpts Torn
)
{
    /// <summary>How many events there are, repeats not counted.</summary>
    public long Events => Sessions.Sum(session => session.Events);

    /// <summary>Missing numbers that nothing explains.</summary>
    public long Untold => Sessions.Sum(session => session.Missing.Untold);

    /// <summary>All that is wrong; nothing when the output is in order.</summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            var problems = new List<string>();
            if (Sessions.Count == 0)
            {
                problems.Add("no line has a session and a sequence number");
            }

            AddIf(problems, !Rules.IsSparse, Untold, "missing");
            AddIf(problems, true, Sessions.Sum(session => session.Disorder.Count), "out of order");
            AddIf(problems, Rules.ForbidsRepeats, Sessions.Sum(session => session.Repeats.Count), "repeated");
            AddIf(problems, Rules.ForbidsDrops, Sessions.Sum(session => session.Dropped), "dropped");
            return problems;
        }
    }

    /// <summary>A count with its noun.</summary>
    public static string Counted(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static void AddIf(List<string> problems, bool counts, long count, string what)
    {
        if (counts && count > 0)
        {
            problems.Add($"{Counted(count, "event")} {what}");
        }
    }
}
