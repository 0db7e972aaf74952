using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using ActorLog.Journal;

namespace ActorLog.ExitApp;

/// <summary>Adopts orphans, appends, settles and deletes, tells on stdout what was acknowledged, and kills itself at a point.</summary>
internal sealed class JournalLife(string point, int times) : IJournalObserver
{
    public static readonly string[] Cursors = ["a", "b"];

    public static readonly JournalLimits Limits = new(2_048, long.MaxValue, Timeout.InfiniteTimeSpan, MinFreeDisk: 0);

    private int _left = times;

    public static int Run(string root, string point, int times)
    {
        var observer = new JournalLife(point, times);
        var disk = new StumblingDisk(failsSyncs: point.StartsWith("Repair", StringComparison.Ordinal));
        using var folders = JournalFolders.Acquire(disk, root);
        using var log = JournalLog.Open(disk, folders.Folder, Limits, Cursors, TimeProvider.System, observer);
        foreach (var orphan in folders.Orphans)
        {
            using var adoption = new JournalAdoption(disk, log, orphan, Limits, TimeProvider.System, observer);
            while (adoption.Step()) { }
        }

        for (var group = 1; group <= 300; group++)
        {
            Append(log);
            if (group % 5 == 0)
            {
                log.MoveCursor("a", log.End - 20);
                log.MoveCursor("b", log.End - 5);
                log.Checkpoint(sync: true);
            }
        }

        return 0;
    }

    public void Reached(JournalPoint reached)
    {
        if (reached.ToString() == point && --_left == 0)
        {
            Process.GetCurrentProcess().Kill();
            new ManualResetEventSlim().Wait();
        }
    }

    public void Report(string text) => Console.Error.WriteLine(text);

    private static void Append(JournalLog log)
    {
        try
        {
            for (var i = 0; i < 3; i++)
            {
                log.Append(2, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"frame {log.End}")));
            }

            log.Commit(sync: true);
            Console.WriteLine(log.End);
        }
        catch (IOException)
        {
            // It stumbled: nothing was acknowledged.
        }
    }
}
