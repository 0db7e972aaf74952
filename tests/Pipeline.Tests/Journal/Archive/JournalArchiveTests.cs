using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ActorLog.Journal;
using ActorLog.Journal.Payload;
using ActorLog.Kit;
using ActorLog.Text;
using Xunit;

namespace ActorLog.Tests.Journal.Archive;

/// <summary>Whoever looks at a journal sees all of it, changes nothing, and is told exactly what is wrong.</summary>
public sealed class JournalArchiveTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ByteBuffer _buffer = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AJournalInUseIsReadWhileItGrows()
    {
        using var log = Open();
        Append(log, 50);
        log.MoveCursor("file", 11);
        log.Checkpoint(sync: false);

        var archive = JournalArchive.Open(_folder.Path);
        Assert.Equal(log.Id, archive.Id);
        Assert.Equal((1, 51), (archive.First, archive.End));
        Assert.Equal([new JournalCursorInfo("file", 11, 40), new JournalCursorInfo("http", 1, 50)], archive.Cursors);
        Assert.Equal(log.Segments, archive.Segments.Count);
        Assert.True(archive.Segments.Count > 3);
        Assert.Equal(log.Bytes, archive.Bytes);

        Append(log, 7);
        Assert.Equal(58, JournalArchive.Open(_folder.Path).End);
        Assert.Equal(Numbers(1, 57), Sequences(JournalArchive.Open(_folder.Path).Read()));
        Assert.Equal(Numbers(20, 30), Sequences(JournalArchive.Open(_folder.Path).Read(20, 30)));
        Assert.True(
            JournalArchive.Open(_folder.Path).Verify() is { IsSound: true, Frames: 57, Events: 57, TornBytes: 0 }
        );
    }

    [Fact]
    public void LookingChangesNothing()
    {
        using (var log = Open())
        {
            Append(log, 50);
        }

        Damage(2, 200);
        File.AppendAllText(SegmentPaths()[^1], "half a frame");
        var before = Snapshot();
        var archive = JournalArchive.Open(_folder.Path);
        Assert.Equal(49, archive.Read().Count(entry => entry.Event is not null));
        archive.Verify();

        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public void ADamagedFrameIsMissingAndSaidWhere()
    {
        using (var log = Open())
        {
            Append(log, 50);
        }

        var first = Sequences(JournalArchive.Open(_folder.Path).Read(SegmentFirst(2), SegmentFirst(2))).Single();
        Damage(2, SegmentHeader.Size + 40);
        var archive = JournalArchive.Open(_folder.Path);
        var found = archive.Verify();

        Assert.False(found.IsSound);
        Assert.Equal((49, 1, 0), (found.Frames, found.Missing, found.Unreadable));
        Assert.Equal(FrameFormat.SizeOf(Payload(first).Length), found.DamagedBytes);
        Assert.Equal(
            [
                $"position {first} is missing",
                $"{Path.GetFileName(SegmentPaths()[2])}: {found.DamagedBytes} damaged bytes at 64",
            ],
            found.Findings
        );
        Assert.Equal(Numbers(1, 50).Where(n => n != first), Sequences(archive.Read()));
        Assert.Contains(archive.Read(), entry => entry is { Missing: 1, Event: null } && entry.Position == first);
    }

    [Fact]
    public void AMissingFileIsMissingAndADamagedHeaderLosesNothing()
    {
        using (var log = Open())
        {
            Append(log, 50);
        }

        var (from, to) = (SegmentFirst(1), SegmentFirst(2) - 1);
        Damage(0, 3);
        File.Delete(SegmentPaths()[1]);
        var archive = JournalArchive.Open(_folder.Path);

        Assert.Equal(to - from + 1, archive.Verify().Missing);
        Assert.Equal(Numbers(1, 50).Where(n => n < from || n > to), Sequences(archive.Read()));
    }

    [Fact]
    public void WhatIsTornAtTheEndIsNoDamage()
    {
        using (var log = Open())
        {
            Append(log, 10);
        }

        File.AppendAllText(SegmentPaths()[^1], new string('x', 100));
        var found = JournalArchive.Open(_folder.Path).Verify();
        Assert.True(found is { IsSound: true, TornBytes: 100, Events: 10 }, string.Join('\n', found.Findings));
    }

    [Fact]
    public void FramesThatWereCommittedAndAreGoneAreMissing()
    {
        using (var log = Open())
        {
            Append(log, 10);
        }

        using (var file = File.OpenWrite(SegmentPaths()[^1]))
        {
            file.SetLength(file.Length - 8);
        }

        var found = JournalArchive.Open(_folder.Path).Verify();
        Assert.Equal((9, 1, false), (found.Events, found.Missing, found.IsSound));
        Assert.Equal("position 10 is missing", found.Findings[0]);
    }

    [Fact]
    public void WhatIsNoEventIsToldByItsPosition()
    {
        using (var log = Open())
        {
            Append(log, 2);
            log.Append(2, "no event"u8);
            log.Append(0xF0, "the journal's own"u8);
            log.Commit(sync: true);
        }

        var archive = JournalArchive.Open(_folder.Path);
        var found = archive.Verify();
        Assert.Equal((4, 2, 1), (found.Frames, found.Events, found.Unreadable));
        Assert.Equal(["position 3: it is of a version that is not known here"], found.Findings);
        Assert.Equal([1L, 2, 3], archive.Read().Select(entry => entry.Position));
    }

    [Fact]
    public void AnEventOfAProcessThatIsGoneSaysForWhomItIsDue()
    {
        using (var log = Open())
        {
            Append(log, 1);
            var adopted = new ByteBuffer();
            AdoptedFrame.Write(adopted, 2, ["http", "mail"], Payload(7));
            log.Append(AdoptedFrame.AdoptedTag, adopted.Written);
            log.Append(AdoptedFrame.AdoptedTag, [2]);
            log.Commit(sync: true);
        }

        var archive = JournalArchive.Open(_folder.Path);
        var entries = archive.Read().ToArray();
        Assert.Null(entries[0].DueFor);
        Assert.Equal(7, entries[1].Event!.Sequence);
        Assert.Equal(["http", "mail"], entries[1].DueFor);
        Assert.Equal("it is no frame of another journal", entries[2].Problem);
        Assert.Equal((3, 2, 1), (archive.Verify().Frames, archive.Verify().Events, archive.Verify().Unreadable));
    }

    [Fact]
    public void AFolderWithoutAJournalIsAnError()
    {
        var failure = Assert.Throws<DirectoryNotFoundException>(() => JournalArchive.Open(_folder.File("nowhere")));
        Assert.Equal($"there is no journal in '{_folder.File("nowhere")}'", failure.Message);
    }

    [Fact]
    public void TheJournalsOfFurtherProcessesAreFound()
    {
        using var first = JournalFolders.Acquire(JournalDisk.Instance, _folder.Path);
        using var second = JournalFolders.Acquire(JournalDisk.Instance, _folder.Path);
        Open(first.Folder).Dispose();
        Open(second.Folder).Dispose();

        Assert.Equal([_folder.Path, _folder.File("2")], JournalArchive.FoldersOf(_folder.Path));
        Assert.True(JournalArchive.Open(_folder.Path).IsInUse);
        Assert.True(JournalArchive.Open(_folder.File("2")).IsInUse);
        second.Dispose();
        Assert.False(JournalArchive.Open(_folder.File("2")).IsInUse);
    }

    private JournalLog Open(string? folder = null) =>
        JournalLog.Open(
            JournalDisk.Instance,
            folder ?? _folder.Path,
            new JournalLimits(1024, long.MaxValue, Timeout.InfiniteTimeSpan, 0),
            ["http", "file"],
            TimeProvider.System,
            new JournalNotes()
        );

    private void Append(JournalLog log, int count)
    {
        for (var i = 0; i < count; i++)
        {
            log.Append(2, Payload(log.End));
            if (i % 3 == 0)
            {
                log.Commit(sync: false);
            }
        }

        log.Commit(sync: true);
    }

    private ReadOnlySpan<byte> Payload(long number)
    {
        _buffer.Clear();
        EventEncoder.Encode(Some.Numbered(number), _buffer);
        return _buffer.Written;
    }

    private string[] SegmentPaths() => [.. Directory.GetFiles(_folder.Path, "*.segment").Order(StringComparer.Ordinal)];

    private long SegmentFirst(int index) => JournalArchive.Open(_folder.Path).Segments[index].First;

    private void Damage(int segment, int offset)
    {
        var path = SegmentPaths()[segment];
        var bytes = File.ReadAllBytes(path);
        bytes[offset] ^= 0x40;
        File.WriteAllBytes(path, bytes);
    }

    private string Snapshot() =>
        string.Join(
            '\n',
            Directory
                .GetFiles(_folder.Path, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(path => path + Convert.ToHexString(File.ReadAllBytes(path)))
        );

    private static IEnumerable<long> Numbers(long from, long to) =>
        Enumerable.Range((int)from, (int)(to - from + 1)).Select(n => (long)n);

    private static IEnumerable<long> Sequences(IEnumerable<JournalEntry> entries) =>
        entries.Where(entry => entry.Event is not null).Select(entry => entry.Event!.Sequence);
}
