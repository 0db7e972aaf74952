using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using ActorLog.Journal;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Tests.Journal;

/// <summary>The journal on the machine's own file system.</summary>
public sealed class JournalDiskTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AJournalIsWrittenReadDeletedAndOpenedAgain()
    {
        var root = Path.Combine(_folder.Path, "not", "there", "yet");
        using (var log = Open(root))
        {
            for (var i = 1; i <= 1_000; i++)
            {
                log.Append(2, Encoding.UTF8.GetBytes($"frame {i}"));
                if (i % 100 == 0)
                {
                    log.Commit(sync: i % 200 == 0);
                }
            }

            using var reader = log.CreateReader(1);
            log.MoveCursor("a", 990);
            log.Checkpoint(sync: true);
            Assert.True(log.First > 800);
            // The first segment is deleted; the reader opens what there is when it begins.
            Assert.True(reader.TryRead(out var missing));
            Assert.Equal(log.First - 1, missing.Missing);
        }

        using var again = Open(root);
        Assert.Equal(11, again.Recovery.Cursors.Single().Waiting);
        using var rest = again.CreateReader(again.CursorOf("a"));
        Assert.True(rest.TryRead(out var frame));
        Assert.Equal("frame 990", Encoding.UTF8.GetString(frame.Payload));
        Assert.False(again.Room.DiskIsLow);
    }

    [Fact]
    public void AReaderStaysInASegmentThatIsDeleted()
    {
        using var log = Open(_folder.Path);
        for (var i = 1; i <= 100; i++)
        {
            log.Append(2, new byte[100]);
            log.Commit(sync: false);
        }

        using var reader = log.CreateReader(1);
        Assert.True(reader.TryRead(out _));
        log.MoveCursor("a", 101);
        log.Checkpoint(sync: false);
        Assert.True(log.First > 30);
        Assert.True(reader.TryRead(out var frame));
        Assert.Equal((2, 0), (frame.Position, frame.Missing));
    }

    [Fact]
    public void ALockHasOneOwner()
    {
        var path = _folder.File("lock");
        using (var first = JournalDisk.Instance.TryLock(path))
        {
            Assert.NotNull(first);
            Assert.Null(JournalDisk.Instance.TryLock(path));
        }

        using var next = JournalDisk.Instance.TryLock(path);
        Assert.NotNull(next);
    }

    private static JournalLog Open(string folder) =>
        JournalLog.Open(
            JournalDisk.Instance,
            folder,
            new JournalLimits(4096, long.MaxValue, Timeout.InfiniteTimeSpan, 1),
            ["a"],
            new ManualClock(Some.Time),
            new JournalNotes()
        );
}
