using System;
using System.IO;
using System.Linq;
using ActorLog.Journal;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Tests.Journal;

/// <summary>The journal is stopped at each point of its life, by a kill and by a failure of the power, and has to be whole.</summary>
[Trait("Law", "7")]
public sealed class JournalCrashPointTests
{
    /// <summary>Points that damage alone leads to, and those of an adoption, which has its own test.</summary>
    private static readonly JournalPoint[] Elsewhere =
    [
        JournalPoint.DamageKept,
        JournalPoint.FileQuarantined,
        JournalPoint.AdoptionCommitted,
        JournalPoint.AdoptionMoved,
        JournalPoint.OrphanEmptied,
    ];

    public static TheoryData<string> Points =>
        [.. Enum.GetValues<JournalPoint>().Except(Elsewhere).Select(point => point.ToString())];

    [Theory]
    [MemberData(nameof(Points))]
    public void NothingThatWasAcknowledgedIsLostAtAPoint(string point)
    {
        var stops = 0;
        for (var seed = 0; seed < 120; seed++)
        {
            var model = new JournalModel(seed);
            model.StopAt(point, times: 1 + seed % 3);
            var random = new Random(seed);
            for (var round = 0; round < 40; round++)
            {
                Live(model, random);
            }

            model.Heal();
            model.Crash();
            stops += model.Stops;
        }

        Assert.True(stops >= 20, $"stopped only {stops} times");
    }

    [Fact]
    public void ASegmentThatWasGivenUpHidesNothingWhenItComesBack()
    {
        var disk = new CrashDisk();
        var journal = new OpenJournal(disk);
        journal.Append(4);
        disk.Fault = (action, _) => action == DiskAction.SyncFolder ? FaultDisk.Broken() : null;
        Assert.Throws<IOException>(() => journal.Append(4));
        disk.Fault = (_, _) => null;
        journal.Append(1);

        // Its name and its bytes are on the medium, its deletion is not.
        disk.Crash(count => count is 2 or 4 ? 0 : count - 1);

        Assert.Equal(2, disk.Paths.Count(path => path.EndsWith(".segment", StringComparison.Ordinal)));
        Assert.Equal(OpenJournal.Texts(1, 5), new OpenJournal(disk).Read());
    }

    [Theory]
    [InlineData(nameof(JournalPoint.DamageKept))]
    [InlineData(nameof(JournalPoint.FileQuarantined))]
    public void AStartThatIsStoppedWhileItPutsDamageAwayIsDoneAgain(string point)
    {
        var stops = 0;
        for (var seed = 0; seed < 600; seed++)
        {
            var disk = MakeWhole(seed);
            var damage = new JournalDamage(disk, seed);
            var untouched = new OpenJournal(disk.Clone());
            var notes = new JournalNotes { OnPoint = reached => disk.IsHalted |= reached == point };
            Try(() => _ = new OpenJournal(disk, notes: notes));
            stops += disk.IsHalted ? 1 : 0;
            disk.Crash(new Random(seed).Next);

            var journal = new OpenJournal(disk);
            Assert.Equal(untouched.Read(), journal.Read());
            Assert.Equal(untouched.Log.Recovery.LostFrames, journal.Log.Recovery.LostFrames);
        }

        Assert.True(stops >= 10, $"stopped only {stops} times");
    }

    private static void Live(JournalModel model, Random random)
    {
        if (random.Next(3) == 0)
        {
            model.Fail(
                random.Next(2) == 0 ? DiskAction.Sync : DiskAction.Write,
                after: random.Next(4),
                times: 1,
                stop: false
            );
        }

        model.Append(1 + random.Next(4), 60);
        model.Commit(sync: random.Next(2) == 0);
        model.Append(random.Next(4), 200);
        model.Commit(sync: random.Next(3) > 0);
        if (!model.IsStopped)
        {
            model.Read(0, 8, settle: true);
            model.Read(1, 8, settle: true);
        }

        model.Checkpoint(sync: random.Next(2) == 0);
        if (random.Next(3) == 0 || model.IsStopped)
        {
            End(model, random.Next(2) == 0);
        }
    }

    private static void End(JournalModel model, bool isKilled)
    {
        if (isKilled)
        {
            model.Kill();
        }
        else
        {
            model.Crash();
        }
    }

    /// <summary>A journal with a segment of another one among its own, so that every start has something to put away.</summary>
    private static CrashDisk MakeWhole(int seed)
    {
        var disk = new CrashDisk();
        var journal = new OpenJournal(disk);
        for (var i = 0; i < 12; i++)
        {
            journal.Append(2);
        }

        journal.Log.Dispose();
        disk.Kill();
        if (seed % 3 == 0)
        {
            var path = Path.Combine(OpenJournal.Folder, "0000000000000000002.segment");
            var bytes = disk.Bytes(path);
            new SegmentHeader(Guid.Empty, 2, 7, Some.Time).Write(bytes);
            disk.Put(path, bytes);
        }

        return disk;
    }

    private static void Try(Action open)
    {
        try
        {
            open();
        }
        catch (IOException)
        {
            // It was stopped on the way.
        }
    }
}
