using System.Globalization;
using System.IO;
using System.Linq;

namespace ActorLog.Host.Audit;

/// <summary>Writes the report of an audit for people.</summary>
internal sealed class ReportText(AuditReport report, TextWriter output)
{
    private const int Shown = 10;

    /// <summary>Writes it.</summary>
    public void Write()
    {
        foreach (var session in report.Sessions)
        {
            Write(session);
        }

        Write("without numbers", report.Unnumbered);
        Write("torn last lines", report.Torn);
        var files = AuditReport.Counted(report.Files.Count, "file");
        var lines = AuditReport.Counted(report.Lines, "line");
        var sessions = AuditReport.Counted(report.Sessions.Count, "session");
        output.WriteLine($"{lines} in {files}: {AuditReport.Counted(report.Events, "event")} of {sessions}");
        output.WriteLine(report.Problems.Count == 0 ? "ok" : $"wrong: {string.Join(", ", report.Problems)}");
        WriteHints();
    }

    private void Write(SessionReport session)
    {
        output.WriteLine($"session {LineExcerpts.Harmless(session.Name)}");
        Row(
            "numbers",
            session.Numbers is { } numbers ? $"{numbers}, {AuditReport.Counted(session.Events, "event")}" : "none"
        );
        if (!report.Rules.IsSparse)
        {
            WriteMissing("missing", session.Missing, isTold: false, session.Missing.Untold);
            WriteMissing("missing, told", session.Missing, isTold: true, session.Missing.Told);
        }

        if (session.Notices > 0)
        {
            var notices = AuditReport.Counted(session.Notices, "notice");
            Row("dropped", $"{AuditReport.Counted(session.Dropped, "event")}, told by {notices}");
        }

        Write("repeated", session.Repeats, withHighest: false);
        Write("out of order", session.Disorder, withHighest: true);
    }

    private void WriteMissing(string label, MissingTotals missing, bool isTold, long count)
    {
        if (count > 0)
        {
            var ranges = missing.Ranges.Where(range => range.IsTold == isTold).Select(range => range.Numbers).ToArray();
            var shown = ranges.Take(Shown).Select(range => range.ToString()).ToList();
            if (missing.LeftOut > 0 || ranges.Length > Shown)
            {
                shown.Add("...");
            }

            Row(label, $"{Digits(count)}: {string.Join(", ", shown)}");
        }
    }

    private void Write(string label, Incidents incidents, bool withHighest)
    {
        if (incidents.Count == 0)
        {
            return;
        }

        Row(label, Digits(incidents.Count));
        foreach (var (numbers, after, place) in incidents.First)
        {
            var behind = withHighest ? $" after {Digits(after)}" : "";
            output.WriteLine($"    {At(place)}: {numbers}{behind}");
        }

        if (incidents.LeftOut > 0)
        {
            output.WriteLine($"    and {Digits(incidents.LeftOut)} more");
        }
    }

    private void Write(string label, LineExcerpts lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        output.WriteLine($"{label}: {Digits(lines.Count)}");
        foreach (var (place, text) in lines.First)
        {
            output.WriteLine($"    {At(place)}: {text}");
        }
    }

    private void WriteHints()
    {
        if (report.Untold == 0 || report.Rules.IsSparse)
        {
            return;
        }

        if (!report.Rules.IsPartial && report.Sessions.Any(session => session.Numbers is { First: > 1 }))
        {
            output.WriteLine("  if the files where a session begins were deleted, say --partial");
        }

        output.WriteLine(
            "  numbers are missing too where a sink does not take every level and category: that is no loss"
        );
        output.WriteLine("  audit a sink that takes everything, or say --sparse to look at order and repeats only");
    }

    private void Row(string label, string text) => output.WriteLine($"  {label, -14} {text}");

    private static string At(Place place) => LineExcerpts.Harmless(place.ToString());

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);
}
