using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ActorLog.Host.Journals;
using ActorLog.Journal;

namespace ActorLog.Host.Commands;

/// <summary><c>actorlog journal inspect|verify|export|repair DIR</c>.</summary>
internal static class JournalCommand
{
    public static int Inspect(string folder, bool isJson, TextWriter output, TextWriter error) =>
        WithJournals(
            folder,
            error,
            journals =>
            {
                if (isJson)
                {
                    output.WriteLine(JournalJson.Inspection(journals));
                    return ExitCodes.Ok;
                }

                foreach (var journal in journals)
                {
                    JournalText.Inspection(journal, output);
                }

                return ExitCodes.Ok;
            }
        );

    public static int Verify(string folder, bool isJson, TextWriter output, TextWriter error) =>
        WithJournals(
            folder,
            error,
            journals =>
            {
                var found = journals.Select(journal => (Journal: journal, Found: journal.Verify())).ToArray();
                if (isJson)
                {
                    output.WriteLine(JournalJson.Verification(found));
                }
                else
                {
                    foreach (var (journal, verification) in found)
                    {
                        JournalText.Verification(journal, verification, output);
                    }
                }

                return found.All(item => item.Found.IsSound) ? ExitCodes.Ok : ExitCodes.Failed;
            }
        );

    public static int Export(JournalExportArguments arguments, TextWriter output, TextWriter error) =>
        WithJournals(
            arguments.Folder,
            error,
            journals =>
            {
                if (Wrong(arguments, journals) is { } wrong)
                {
                    error.WriteLine(wrong);
                    return ExitCodes.Usage;
                }

                using var export = new JournalExport(arguments.Format, arguments.File, output, error);
                foreach (var journal in journals)
                {
                    var from = Cursor(journal, arguments.Sink) ?? arguments.From ?? 1;
                    export.Write(journal.Read(from, arguments.To ?? long.MaxValue).Where(IsDue));
                }

                return export.IsWhole ? ExitCodes.Ok : ExitCodes.Failed;

                bool IsDue(JournalEntry entry) =>
                    arguments.Sink is not { } sink
                    || entry.DueFor is null
                    || entry.DueFor.Contains(sink, StringComparer.OrdinalIgnoreCase);
            }
        );

    public static int Repair(string folder, IReadOnlyCollection<string> forget, TextWriter output, TextWriter error) =>
        WithJournals(
            folder,
            error,
            journals =>
            {
                var code = ExitCodes.Ok;
                foreach (var journal in journals)
                {
                    code = Math.Max(code, RepairOne(journal.Folder, forget, output, error));
                }

                return code;
            }
        );

    private static int RepairOne(string folder, IReadOnlyCollection<string> forget, TextWriter output, TextWriter error)
    {
        try
        {
            if (
                JournalRepair.Run(folder, forget, TimeProvider.System, text => output.WriteLine($"  {text}")) is
                { } done
            )
            {
                JournalText.Repair(folder, done, output);
                return ExitCodes.Ok;
            }

            error.WriteLine(
                $"'{folder}' is in use: stop the process that has it, which repairs it by itself at its start"
            );
            return ExitCodes.Failed;
        }
        catch (ArgumentException failure)
        {
            error.WriteLine($"'{folder}': {failure.Message}");
            return ExitCodes.Usage;
        }
    }

    private static string? Wrong(JournalExportArguments arguments, IReadOnlyList<JournalArchive> journals)
    {
        if ((arguments.From ?? arguments.To) is not null && journals.Count > 1)
        {
            return "positions are those of one journal: say which, "
                + string.Join(" or ", journals.Skip(1).Select(journal => journal.Folder));
        }

        var sinks = journals.SelectMany(journal => journal.Cursors).Select(cursor => cursor.Name).Distinct().ToArray();
        return arguments.Sink is { } sink && !sinks.Contains(sink, StringComparer.OrdinalIgnoreCase)
            ? $"no sink '{sink}' reads '{arguments.Folder}'; there are: {string.Join(", ", sinks)}"
            : null;
    }

    // A journal that the sink never read has nothing for it.
    private static long? Cursor(JournalArchive journal, string? sink) =>
        sink is null
            ? null
            : journal
                .Cursors.FirstOrDefault(cursor => cursor.Name.Equals(sink, StringComparison.OrdinalIgnoreCase))
                ?.Position
                ?? journal.End;

    private static int WithJournals(string folder, TextWriter error, Func<IReadOnlyList<JournalArchive>, int> run)
    {
        try
        {
            var folders = JournalArchive.FoldersOf(folder);
            if (folders.Count > 0)
            {
                return run([.. folders.Select(JournalArchive.Open)]);
            }

            error.WriteLine($"there is no journal in '{folder}'");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"actorlog: {failure.Message}");
        }

        return ExitCodes.Failed;
    }
}
