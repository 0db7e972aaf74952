using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace ActorLog.Journal;

/// <summary>Makes a journal that nobody uses sound: what the next start would do, and then every byte looked at.</summary>
public static class JournalRepair
{
    /// <summary>Repairs a journal.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="forget">Cursors to give up: what was kept for those sinks alone is deleted.</param>
    /// <param name="clock">The time.</param>
    /// <param name="report">Told of each finding, in a sentence.</param>
    /// <returns>What was done; <see langword="null"/> when somebody uses the journal.</returns>
    /// <exception cref="IOException">There is no journal, or the folder cannot be used.</exception>
    /// <exception cref="ArgumentException">There is no such cursor to forget; the message names those there are.</exception>
    public static JournalRepairReport? Run(
        string folder,
        IReadOnlyCollection<string> forget,
        TimeProvider clock,
        Action<string> report
    )
    {
        ArgumentNullException.ThrowIfNull(forget);
        var disk = JournalDisk.Instance;
        var cursors = JournalArchive.Open(folder).Cursors.Select(cursor => cursor.Name).ToArray();
        Check(forget, cursors);
        using var lease = disk.TryLock(JournalArchive.LockOf(folder));
        if (lease is null)
        {
            return null;
        }

        // Segments are never begun here, so their size does not matter.
        var limits = new JournalLimits(long.MaxValue, long.MaxValue, Timeout.InfiniteTimeSpan, 0);
        var observer = new RepairObserver(report);
        using var log = JournalLog.Open(disk, folder, limits, cursors, clock, observer);
        foreach (var name in forget)
        {
            log.Forget(name);
        }

        var kept = cursors.Except(forget).Select(log.CursorOf).ToArray();
        var lost = kept.Length == 0 ? 0 : LostFrom(log, kept.Min());
        log.Checkpoint(sync: true);
        return new JournalRepairReport
        {
            Lost = lost,
            CutBytes = log.Recovery.CutBytes,
            DamagedStretches = observer.Damages,
            QuarantinedFiles = log.Recovery.QuarantinedFiles,
            TidiedFiles = log.Recovery.TidiedFiles,
            IsStateRebuilt = log.Recovery.StateRebuilt,
            Forgotten = [.. forget],
        };
    }

    private static void Check(IReadOnlyCollection<string> forget, string[] cursors)
    {
        var sinks = cursors.Where(name => !name.StartsWith('@')).ToArray();
        if (forget.FirstOrDefault(name => !sinks.Contains(name)) is { } unknown)
        {
            var known = sinks.Length == 0 ? "it has none" : $"it has: {string.Join(", ", sinks)}";
            throw new ArgumentException($"the journal has no cursor '{unknown}'; {known}");
        }
    }

    /// <summary>Reads all that somebody still needs, so that all damage is found now.</summary>
    private static long LostFrom(JournalLog log, long position)
    {
        var lost = 0L;
        using var reader = log.CreateReader(position);
        while (reader.TryRead(out var frame))
        {
            lost += frame.Missing;
        }

        return lost;
    }
}
