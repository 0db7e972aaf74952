using System;
using System.Collections.Generic;
using System.Linq;
using ActorLog.Journal;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Tests.Journal;

/// <summary>
/// Ten thousand damaged journals: bits turned, bytes overwritten, put in, taken out, segments cut, lost, swapped, state lost.
/// Each opens, gives every frame that is whole and none that is not, and tells exactly how many are lost.
/// </summary>
[Trait("Law", "7")]
public sealed class JournalCorruptionTests
{
    private const int Frames = 24;
    private static readonly CrashDisk Whole = MakeWhole();
    private static readonly Dictionary<long, byte[]> WholeFrames = JournalDamage.FramesOf(Whole);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void ADamagedJournalOpensGivesWhatIsWholeAndCountsTheRest(int part)
    {
        for (var seed = part * 2_000; seed < (part + 1) * 2_000; seed++)
        {
            var disk = Whole.Clone();
            var damage = new JournalDamage(disk, seed);
            var outlive = damage.Outlive(WholeFrames).Order().ToArray();
            var end = damage.IsStateGone ? outlive.DefaultIfEmpty().Max() + 1 : Frames + 1;
            var because = $"seed {seed}: {damage.Kind}";

            var journal = new OpenJournal(disk);
            AssertJournal(journal, outlive, end, because);
            journal.Append(2);
            journal.Log.Dispose();

            AssertJournal(new OpenJournal(disk), [.. outlive, end, end + 1], end + 2, because + ", again");
        }
    }

    [Fact]
    public void TwoDamagesAtOnceDoNotStopTheStartEither()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var disk = Whole.Clone();
            var damages = new[] { new JournalDamage(disk, seed), new JournalDamage(disk, 100_000 + seed) };
            var because = $"seed {seed}: {damages[0].Kind}, {damages[1].Kind}";

            var log = new OpenJournal(disk).Log;
            var found = Read(log, because);

            Assert.Subset(damages[1].Outlive(WholeFrames).ToHashSet(), found.ToHashSet());
            var cursor = log.Recovery.Cursors.Single();
            Assert.True(found.Count(position => position >= cursor.Position) == cursor.Waiting, because);
            Assert.True(log.End - cursor.Position - cursor.Waiting == cursor.Lost, because);
            Assert.True(log.End == Frames + 1 || damages.Any(damage => damage.IsStateGone), because);
        }
    }

    private static CrashDisk MakeWhole()
    {
        var disk = new CrashDisk();
        var journal = new OpenJournal(disk);
        for (var i = 0; i < Frames / 2; i++)
        {
            journal.Append(2);
        }

        journal.Log.Checkpoint(sync: true);
        journal.Log.Checkpoint(sync: false);
        journal.Log.Dispose();
        disk.Kill();
        return disk;
    }

    private static void AssertJournal(OpenJournal journal, long[] outlive, long end, string because)
    {
        var log = journal.Log;
        var found = Read(log, because);
        Assert.True(
            outlive.SequenceEqual(found),
            $"{because}: {string.Join(",", outlive)} but {string.Join(",", found)}"
        );
        Assert.True(end == log.End, $"{because}: ends at {log.End}, not {end}");
        var cursor = log.Recovery.Cursors.Single();
        Assert.True(found.Count == cursor.Waiting, $"{because}: {cursor.Waiting} are said to wait");
        Assert.True(
            end - cursor.Position - found.Count == cursor.Lost,
            $"{because}: {cursor.Lost} are said to be lost"
        );
        Assert.True(log.Recovery.LostFrames == cursor.Lost, because);
    }

    private static List<long> Read(JournalLog log, string because)
    {
        var found = new List<long>();
        using var reader = log.CreateReader(1);
        while (reader.TryRead(out var frame))
        {
            if (frame.Missing == 0)
            {
                Assert.True(
                    frame.Payload.SequenceEqual(OpenJournal.Payload(frame.Position)),
                    $"{because}: {frame.Position} is not what was written"
                );
                found.Add(frame.Position);
            }
        }

        Assert.True(reader.Position == log.End, because);
        return found;
    }
}
