using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ActorLog.Journal;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Tests.Journal;

/// <summary>Several processes share a root; the journals of those that are gone are taken over.</summary>
[Trait("Law", "7")]
public sealed class JournalAdoptionTests
{
    private readonly CrashDisk _disk = new();
    private readonly JournalNotes _notes = new();

    [Fact]
    public void TheSecondProcessGetsAFolderOfItsOwn()
    {
        using var first = JournalFolders.Acquire(_disk, "/journal");
        using var second = JournalFolders.Acquire(_disk, "/journal");
        var third = JournalFolders.Acquire(_disk, "/journal");
        Assert.Equal(["/journal", "/journal/2", "/journal/3"], [first.Folder, second.Folder, third.Folder]);

        third.Dispose();
        using var next = JournalFolders.Acquire(_disk, "/journal");
        Assert.Equal("/journal/3", next.Folder);
    }

    [Fact]
    public void ANewProcessGetsTheFolderOfOneThatIsGoneAndTheOrphansBehindIt()
    {
        Leave(["/journal", "/journal/2", "/journal/3"]);

        using var folders = JournalFolders.Acquire(_disk, "/journal");

        Assert.Equal("/journal", folders.Folder);
        Assert.Equal(["/journal/2", "/journal/3"], folders.Orphans.Select(orphan => orphan.Folder));
        // They are locked: the next process makes a journal of its own.
        using var other = JournalFolders.Acquire(_disk, "/journal");
        Assert.Equal("/journal/4", other.Folder);
        Assert.Empty(other.Orphans);
    }

    [Fact]
    public void AnOrphanGivesWhatIsStillDueToThoseForWhomItIsDue()
    {
        Leave(
            ["/journal", "/journal/2"],
            (log, folder) =>
            {
                log.MoveCursor("a", 4);
                log.MoveCursor("b", 8);
                log.Checkpoint(sync: true);
            }
        );
        using var folders = JournalFolders.Acquire(_disk, "/journal");
        using var heir = Open(folders.Folder);

        Adopt(heir, folders);

        Assert.Equal(
            [
                .. Enumerable.Range(4, 4).Select(i => $"/journal/2 {i} for a"),
                .. Enumerable.Range(8, 13).Select(i => $"/journal/2 {i} for a,b"),
            ],
            AdoptedIn(heir, from: 21)
        );
        Assert.DoesNotContain(_disk.Paths, path => path.StartsWith("/journal/2/", StringComparison.Ordinal));
        Assert.EndsWith("was taken over: 17 frames, 0 lost", _notes.Reports[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void WhatAnOrphanHadAdoptedItselfGoesOnToThoseForWhomItIsDue()
    {
        Leave(["/journal", "/journal/2", "/journal/3"]);
        using (var second = Open("/journal/2"))
        using (var adoption = Adoption(second, new JournalOrphan("/journal/3", Stream.Null)))
        {
            while (adoption.Step()) { }

            second.MoveCursor("b", second.End);
        }

        using var folders = JournalFolders.Acquire(_disk, "/journal");
        using var heir = Open(folders.Folder);
        Adopt(heir, folders);

        Assert.Equal(
            [
                .. Enumerable.Range(1, 20).Select(i => $"/journal/2 {i} for a"),
                .. Enumerable.Range(1, 20).Select(i => $"/journal/3 {i} for a"),
            ],
            AdoptedIn(heir, from: 21)
        );
    }

    [Fact]
    public void TheFramesOfAnOrphanThatLostItsStateAreDueForEverybody()
    {
        Leave(["/journal", "/journal/2"], (log, _) => log.MoveCursor("a", 4));
        _disk.Remove("/journal/2/state");
        using var folders = JournalFolders.Acquire(_disk, "/journal");
        using var heir = Open(folders.Folder);

        Adopt(heir, folders);

        Assert.Equal(Enumerable.Range(1, 20).Select(i => $"/journal/2 {i} for a,b"), AdoptedIn(heir, from: 21));
    }

    [Fact]
    public void AFileThatIsNotTheJournalsKeepsItsFolder()
    {
        Leave(["/journal", "/journal/2"]);
        _disk.Put("/journal/2/notes.txt", "mine"u8);
        using var folders = JournalFolders.Acquire(_disk, "/journal");
        using var heir = Open(folders.Folder);

        Adopt(heir, folders);

        Assert.Equal(
            ["/journal/2/notes.txt"],
            _disk.Paths.Where(path => path.StartsWith("/journal/2/", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void AnAdoptionThatFailsGoesOnWithoutLossAndWithoutRepeats()
    {
        for (var after = 0; after < 40; after++)
        {
            var disk = new CrashDisk();
            Leave(["/journal", "/journal/2"], disk: disk);
            using var folders = JournalFolders.Acquire(disk, "/journal");
            using var heir = Open(folders.Folder, disk);
            var left = after;
            using var adoption = Adoption(heir, folders.Orphans.Single(), disk);
            disk.Fault = (action, _) => action is not DiskAction.Read && left-- == 0 ? FaultDisk.Broken() : null;

            for (var hasMore = true; hasMore; )
            {
                try
                {
                    hasMore = adoption.Step();
                }
                catch (IOException)
                {
                    // It is tried again.
                }
            }

            disk.Fault = (_, _) => null;

            Assert.Equal(Enumerable.Range(1, 20).Select(i => $"/journal/2 {i} for a,b"), AdoptedIn(heir, from: 21));
            Assert.DoesNotContain(disk.Paths, path => path.StartsWith("/journal/2/", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void WhatIsLostIsToldAlsoWhenTheDiskFailsBehindIt(int failures)
    {
        Leave(["/journal", "/journal/2"]);
        _disk.Remove(_disk.Paths.First(path => path.StartsWith("/journal/2/0", StringComparison.Ordinal)));
        using var folders = JournalFolders.Acquire(_disk, "/journal");
        using var heir = Open(folders.Folder);
        using var adoption = Adoption(heir, folders.Orphans.Single());
        _disk.Fault = (action, _) => action == DiskAction.Read && failures-- > 0 ? FaultDisk.Broken() : null;

        for (var hasMore = true; hasMore; )
        {
            try
            {
                hasMore = adoption.Step();
            }
            catch (IOException)
            {
                // It is tried again.
            }
        }

        Assert.InRange(adoption.Lost, 1, 19);
        Assert.Equal(20, adoption.Adopted + adoption.Lost);
        Assert.Equal(adoption.Adopted, AdoptedIn(heir, from: 21).Count);
    }

    [Theory]
    [InlineData(nameof(JournalPoint.AdoptionCommitted))]
    [InlineData(nameof(JournalPoint.AdoptionMoved))]
    [InlineData(nameof(JournalPoint.OrphanEmptied))]
    public void AnAdoptionThatIsStoppedLosesNothing(string point)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var disk = new CrashDisk();
            var random = new Random(seed);
            Leave(["/journal", "/journal/2"], disk: disk);
            var stop = new JournalNotes { OnPoint = reached => disk.IsHalted |= reached == point };
            var folders = JournalFolders.Acquire(disk, "/journal");
            var heir = Open(folders.Folder, disk);
            Assert.Throws<IOException>(() =>
            {
                var adoption = new JournalAdoption(
                    disk,
                    heir,
                    folders.Orphans.Single(),
                    OpenJournal.Small,
                    new ManualClock(Some.Time),
                    stop
                );
                while (adoption.Step()) { }
            });
            disk.Crash(random.Next);

            using var after = JournalFolders.Acquire(disk, "/journal");
            using var again = Open(after.Folder, disk);
            Adopt(again, after, disk);

            var adopted = AdoptedIn(again, from: 21);
            Assert.Equal(Enumerable.Range(1, 20).Select(i => $"/journal/2 {i} for a,b"), adopted.Distinct());
            Assert.True(adopted.Count <= 40, $"{adopted.Count} frames");
        }
    }

    private void Adopt(JournalLog heir, JournalFolders folders, CrashDisk? disk = null)
    {
        foreach (var orphan in folders.Orphans)
        {
            using var adoption = Adoption(heir, orphan, disk);
            while (adoption.Step()) { }
        }
    }

    private JournalAdoption Adoption(JournalLog heir, JournalOrphan orphan, CrashDisk? disk = null) =>
        new(disk ?? _disk, heir, orphan, OpenJournal.Small, new ManualClock(Some.Time), _notes);

    private JournalLog Open(string folder, CrashDisk? disk = null) =>
        JournalLog.Open(
            disk ?? _disk,
            folder,
            OpenJournal.Small,
            ["a", "b", "@received"],
            new ManualClock(Some.Time),
            _notes
        );

    /// <summary>Journals of processes that are gone: each with twenty frames that no sink got.</summary>
    private void Leave(string[] folders, Action<JournalLog, string>? act = null, CrashDisk? disk = null)
    {
        foreach (var folder in folders)
        {
            var log = Open(folder, disk);
            for (var i = 1; i <= 20; i++)
            {
                log.Append(2, Encoding.UTF8.GetBytes($"{folder} {i}"));
                log.Commit(sync: true);
            }

            act?.Invoke(log, folder);
            log.Dispose();
        }

        (disk ?? _disk).Kill();
    }

    private static List<string> AdoptedIn(JournalLog heir, long from)
    {
        var found = new List<string>();
        using var reader = heir.CreateReader(from);
        while (reader.TryRead(out var frame))
        {
            Assert.Equal(AdoptedFrame.AdoptedTag, frame.Tag);
            Assert.True(AdoptedFrame.TryRead(frame.Payload, out var adopted));
            Assert.Equal(2, adopted.Tag);
            Assert.True(adopted.IsDueFor("a"u8));
            Assert.False(adopted.IsDueFor("c"u8));
            found.Add($"{Encoding.UTF8.GetString(adopted.Payload)} for {string.Join(",", adopted.Names)}");
        }

        return found;
    }
}
