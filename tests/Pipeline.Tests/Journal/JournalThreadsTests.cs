using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Journal;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Tests.Journal;

/// <summary>Readers on threads of their own, beside the writer, deletions and a disk that fails; and what a frame allocates.</summary>
public sealed class JournalThreadsTests
{
    private const int Frames = 6_000;
    private static readonly string[] Sinks = ["a", "b"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReadersSeeEveryFrameOnceAndNoneBeforeItsCommit(bool syncsFail)
    {
        var (disk, syncs) = (new CrashDisk(), 0);
        var journal = new OpenJournal(disk, Sinks, OpenJournal.Small with { SegmentSize = 2_000 });
        disk.Fault = (action, path) =>
            syncsFail
            && action == DiskAction.Sync
            && path.EndsWith(".segment", StringComparison.Ordinal)
            && ++syncs % 7 == 0
                ? FaultDisk.Broken()
                : null;

        var readers = Sinks.Select(name => Task.Run(() => ReadAll(journal.Log, name))).ToArray();
        await Task.Run(() => WriteAll(journal));
        await Task.WhenAll(readers).WithinLimit();

        journal.Log.Checkpoint(sync: true);
        Assert.Equal(1, journal.Log.Segments);
    }

    [Fact]
    public void AFrameAllocatesNothing()
    {
        using var folder = new TempFolder();
        using var log = JournalLog.Open(
            JournalDisk.Instance,
            folder.Path,
            OpenJournal.Small with
            {
                SegmentSize = 1 << 26,
            },
            ["a"],
            TimeProvider.System,
            new JournalNotes()
        );
        using var reader = log.CreateReader(1);
        AppendAndRead(log, reader, groups: 20);
        var before = GC.GetAllocatedBytesForCurrentThread();
        AppendAndRead(log, reader, groups: 200);

        // Less than a byte a frame: that a point was reached is noted in a list, once a group.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200 * 100);
    }

    private static void AppendAndRead(JournalLog log, JournalReader reader, int groups)
    {
        var payload = new byte[100];
        for (var group = 0; group < groups; group++)
        {
            for (var i = 0; i < 100; i++)
            {
                log.Append(2, payload);
            }

            log.Commit(sync: false);
            while (reader.TryRead(out _)) { }
        }
    }

    private static void WriteAll(OpenJournal journal)
    {
        while (journal.Log.End <= Frames)
        {
            try
            {
                journal.Append(5, sync: journal.Log.End % 3 == 0);
                if (journal.Log.End % 50 == 1)
                {
                    journal.Log.Checkpoint(sync: false);
                }
            }
            catch (IOException)
            {
                Assert.Equal(journal.Log.Readable, journal.Log.End);
            }
        }
    }

    private static async Task ReadAll(JournalLog log, string name)
    {
        using var reader = log.CreateReader(1);
        while (reader.Position <= Frames)
        {
            if (!ReadSome(log, reader))
            {
                await Task.Yield();
            }

            log.MoveCursor(name, reader.Position);
        }
    }

    private static bool ReadSome(JournalLog log, JournalReader reader)
    {
        var position = reader.Position;
        if (!reader.TryRead(out var frame))
        {
            return false;
        }

        Assert.Equal((position, 0), (frame.Position, frame.Missing));
        Assert.True(frame.Payload.SequenceEqual(OpenJournal.Payload(position)), $"{position} is another frame");
        // The writer makes the bytes readable a moment before it says so.
        Assert.True(position < log.End);
        return true;
    }
}
