using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace ActorLog.Host.Status;

/// <summary>Writes a status for people: a line a sink, numbers under each other, and what is wrong below it.</summary>
internal sealed class StatusTable(TextWriter output)
{
    private static readonly string[] Head =
    [
        "sink",
        "state",
        "delivered",
        "queued",
        "filtered",
        "dropped",
        "dead",
        "retries",
    ];

    /// <summary>Writes it.</summary>
    /// <param name="status">The status.</param>
    /// <param name="address">Whose it is.</param>
    /// <param name="now">The time that the next try is told from.</param>
    public void Write(HostStatus status, string address, DateTimeOffset now)
    {
        Line($"actorlog {status.Version} at {address}, process {status.ProcessId}, {status.Health}");
        Line($"session {status.Session}, up {Span(status.UptimeSeconds)}");
        Line(
            $"accepted {Number(status.Accepted)}, refused {Number(status.Refused)}, repeats {Number(status.Repeats)}; 2xx is {status.Ack}"
        );
        WriteDrops("refused", status.RefusedBy);
        if (status.Journal is { } journal)
        {
            Line(
                $"journal {journal.Path}, {journal.State}: {Size(journal.Bytes)} of {Size(journal.MaxBytes)} in "
                    + $"{journal.Segments} files, {Number(journal.Queued)} events on their way to it, "
                    + $"{Number(journal.Recovered)} left by the run before"
            );
        }

        Line("");
        WriteRows([Head, .. status.Sinks.Select(Row)]);
        foreach (var sink in status.Sinks)
        {
            WriteNotes(sink, now);
        }

        foreach (var trouble in status.Troubles)
        {
            Line($"! {trouble}");
        }
    }

    private static string[] Row(HostSinkStatus sink) =>
        [
            sink.Name,
            sink.State,
            Number(sink.Ledger.Delivered),
            // What waits in the journal too: of a durable sink little more than the next batch is in its queue.
            Number(sink.Ledger.Buffered),
            Number(sink.Ledger.Filtered),
            Number(sink.Ledger.Dropped),
            Number(sink.Ledger.DeadLettered),
            Number(sink.Retries),
        ];

    // The first two columns are words, the others numbers.
    private void WriteRows(IReadOnlyList<string[]> rows)
    {
        var widths = Head.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            var cells = row.Select(
                (cell, column) => column < 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])
            );
            Line("  " + string.Join("  ", cells));
        }
    }

    private void WriteNotes(HostSinkStatus sink, DateTimeOffset now)
    {
        WriteDrops(sink.Name, sink.Drops);
        if (!sink.Ledger.IsBalanced)
        {
            Line($"  {sink.Name}: the account does not balance: {sink.Ledger}");
        }

        if (sink.LastFailure is { } failure)
        {
            var overcome = sink.FailuresInARow == 0 ? ", overcome" : $", {sink.FailuresInARow} in a row";
            var next = sink.NextTry is { } time ? $", next try in {Span((time - now).TotalSeconds)}" : "";
            Line($"  {sink.Name}: last failure {failure.Kind}: {failure.Reason}{overcome}{next}");
        }
    }

    private void WriteDrops(string of, IReadOnlyList<DropStatus> drops)
    {
        if (drops.Count > 0)
        {
            var counts = drops.Select(drop => $"{drop.Reason} {drop.Level} {Number(drop.Count)}");
            Line($"  {of}: dropped {string.Join(", ", counts)}");
        }
    }

    // What the host says is of others too: of receivers, and of whoever named its sinks. Or it is no host of ours.
    private void Line(string text) => output.WriteLine(OneLine.Of(text));

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Size(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MiB");

    private static string Span(double seconds)
    {
        var span = TimeSpan.FromSeconds(Math.Max(0, seconds));
        return span switch
        {
            { TotalDays: >= 1 } => $"{(int)span.TotalDays}d {span.Hours}h",
            { TotalHours: >= 1 } => $"{span.Hours}h {span.Minutes}m",
            { TotalMinutes: >= 1 } => $"{span.Minutes}m {span.Seconds}s",
            _ => $"{(int)span.TotalSeconds}s",
        };
    }
}
