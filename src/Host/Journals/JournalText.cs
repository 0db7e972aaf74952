using System;
using System.Globalization;
using System.IO;
using ActorLog.Journal;

namespace ActorLog.Host.Journals;

/// <summary>Writes what there is to say of a journal for people.</summary>
internal static class JournalText
{
    public static void Inspection(JournalArchive journal, TextWriter output)
    {
        output.WriteLine($"journal {journal.Folder}");
        Write(output, "id", journal.Id == Guid.Empty ? "unknown" : journal.Id.ToString());
        Write(output, "in use", journal.IsInUse ? "yes" : "no");
        Write(output, "positions", Positions(journal));
        Write(output, "size", $"{journal.Bytes} bytes in {Count(journal.Segments.Count, "segment")}");
        foreach (var segment in journal.Segments)
        {
            var first = segment.First == 0 ? "damaged header" : Invariant($"from {segment.First}");
            var created = segment.Created?.ToString(", yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            Write(output, "", Invariant($"{segment.Id}: {first}, {segment.Bytes} bytes{created}"));
        }

        foreach (var cursor in journal.Cursors)
        {
            Write(output, "cursor", Invariant($"{cursor.Name}: at {cursor.Position}, {cursor.Lag} behind"));
        }

        if (journal.IsStateDamaged)
        {
            Write(
                output,
                "damaged",
                "the state: the next start makes it anew, and every sink gets again what is there"
            );
        }

        if (journal.Quarantined.Count > 0)
        {
            Write(output, "quarantine", Count(journal.Quarantined.Count, "file"));
        }
    }

    public static void Verification(JournalArchive journal, JournalVerification found, TextWriter output)
    {
        output.WriteLine($"journal {journal.Folder}");
        Write(output, "frames", Invariant($"{found.Frames}, {Count(found.Events, "event")}"));
        foreach (var finding in found.Findings)
        {
            Write(output, "wrong", finding);
        }

        if (found.TornBytes > 0)
        {
            Write(output, "torn end", Invariant($"{found.TornBytes} bytes: no loss, a write that was not finished"));
        }

        output.WriteLine(
            found.IsSound
                ? "ok"
                : Invariant(
                    $"wrong: {found.Missing} missing, {found.Unreadable} unreadable, {Count(found.DamagedBytes, "damaged byte")}"
                )
        );
    }

    public static void Repair(string folder, JournalRepairReport done, TextWriter output)
    {
        output.WriteLine($"journal {folder}");
        Write(output, "lost", Count(done.Lost, "event"), done.Lost > 0);
        Write(output, "skipped", Count(done.DamagedStretches, "damaged stretch", "es"), done.DamagedStretches > 0);
        Write(output, "cut", $"{Count(done.CutBytes, "byte")} of a write that was not finished", done.CutBytes > 0);
        Write(output, "quarantine", Count(done.QuarantinedFiles, "file"), done.QuarantinedFiles > 0);
        Write(output, "tidied", Count(done.TidiedFiles, "file"), done.TidiedFiles > 0);
        Write(output, "state", "made anew: every sink gets again what is there", done.IsStateRebuilt);
        foreach (var sink in done.Forgotten)
        {
            Write(output, "forgotten", sink);
        }

        output.WriteLine(done.IsSound ? "ok" : "repaired");
    }

    private static string Positions(JournalArchive journal) =>
        journal.End == journal.First
            ? Invariant($"none; the next is {journal.End}")
            : Invariant($"{journal.First}..{journal.End - 1}");

    private static void Write(TextWriter output, string name, string value, bool isThere = true)
    {
        if (isThere)
        {
            output.WriteLine($"  {name, -12} {value}");
        }
    }

    private static string Count(long count, string name, string plural = "s") =>
        Invariant($"{count} {name}{(count == 1 ? "" : plural)}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
