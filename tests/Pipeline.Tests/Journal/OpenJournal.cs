using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using ActorLog.Journal;
using ActorLog.Kit;

namespace ActorLog.Tests.Journal;

/// <summary>A journal on a disk in memory, with frames that are texts.</summary>
internal sealed class OpenJournal
{
    public const string Folder = "/data/journal";

    public static readonly JournalLimits Small = new(256, long.MaxValue, Timeout.InfiniteTimeSpan, 0);

    public OpenJournal(
        CrashDisk disk,
        string[]? cursors = null,
        JournalLimits? limits = null,
        TimeProvider? clock = null,
        JournalNotes? notes = null
    )
    {
        Notes = notes ?? new JournalNotes();
        Log = JournalLog.Open(
            disk,
            Folder,
            limits ?? Small,
            cursors ?? ["a"],
            clock ?? new ManualClock(Some.Time),
            Notes,
            () => new Guid("0f8fad5b-d9cb-469f-a165-70867728950e")
        );
    }

    public JournalLog Log { get; }

    public JournalNotes Notes { get; }

    public static byte[] Payload(long number) =>
        Encoding.UTF8.GetBytes("frame " + number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Appends frames whose texts are their positions, and commits them as one group.</summary>
    public void Append(int count, bool sync = true)
    {
        for (var i = 0; i < count; i++)
        {
            Log.Append(2, Payload(Log.End));
        }

        Log.Commit(sync);
    }

    /// <summary>The texts of all frames from a position on; <c>-N</c> where N are missing.</summary>
    public List<string> Read(long from = 1)
    {
        using var reader = Log.CreateReader(from);
        return Read(reader);
    }

    public static List<string> Read(JournalReader reader)
    {
        var texts = new List<string>();
        while (reader.TryRead(out var frame))
        {
            texts.Add(frame.Missing > 0 ? $"-{frame.Missing}" : Encoding.UTF8.GetString(frame.Payload));
        }

        return texts;
    }

    public static IEnumerable<string> Texts(long from, long to) =>
        Enumerable.Range((int)from, (int)(to - from + 1)).Select(i => $"frame {i}");
}
