using System;
using System.IO;
using System.Linq;
using ActorLog.Journal;
using ActorLog.Kit;
using ActorLog.Text;
using Xunit;

namespace ActorLog.Tests.Journal.DeadLetters;

/// <summary>A dead letter is on disk when the store says so, whole, until there is no room for it.</summary>
[Trait("Law", "7")]
public sealed class DeadLetterStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly JournalNotes _notes = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LettersAreThereInOrderWhileTheStoreIsOpenAndAfterwards()
    {
        using (var store = Open())
        {
            Assert.Empty(Archive().Read());
            Keep(store, 1, 3);
            Keep(store, 4, 2);
            AssertLetters(1, 5);
        }

        AssertLetters(1, 5);
        using (var store = Open())
        {
            Assert.Equal(5, store.Count);
            Keep(store, 6, 1);
        }

        AssertLetters(1, 6);
    }

    [Fact]
    public void ASecondProcessHasAStoreOfItsOwnAndTheToolsReadBoth()
    {
        using var first = Open();
        using var second = Open();
        Keep(first, 1, 2);
        Keep(second, 7, 1);

        Assert.Equal(["1", "2", "2/1"], Archive().Read().Select(letter => letter.Id));
        Assert.Equal([1, 2, 7], Archive().Read().Select(letter => letter.Event.Sequence));
    }

    [Fact]
    public void TheOldestGoWhenThereIsNoRoomAndThatIsTold()
    {
        const int MaxBytes = 64 * 1024;
        using var store = Open(MaxBytes);
        for (var i = 0; i < 100; i++)
        {
            Keep(store, 1 + i * 20, 20);
            Assert.True(store.Bytes <= MaxBytes, $"{store.Bytes} bytes");
        }

        var kept = Archive().Read().ToArray();
        Assert.True(store.Deleted > 0);
        Assert.Equal(2000 - store.Deleted, kept.Length);
        Assert.Equal(store.Count, kept.Length);
        Assert.Equal(Enumerable.Range((int)store.Deleted + 1, kept.Length), kept.Select(l => (int)l.Event.Sequence));
        Assert.Contains(
            _notes.Reports,
            text => text.EndsWith("were deleted to stay within max-bytes", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(JournalLog.MaxPayload)]
    [InlineData(FrameFormat.MaxPayload)]
    public void OfAnEventThatIsTooLargeItIsKeptWhatItWas(int length)
    {
        var large = Some.Numbered(9);
        large.RenderedMessage = new string('x', length);
        using var store = Open();
        store.Keep([EncodedLetter.Of(Some.Letter(9) with { Event = large })]);

        var letter = Assert.Single(Archive().Read());
        Assert.Equal(9, letter.Event.Sequence);
        Assert.Equal(large.Category.Name, letter.Event.Category.Name);
        Assert.StartsWith(
            "[event 9 is too large to be kept: ",
            LogFormats.MessageOf(letter.Event),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void WhatIsNoLetterIsCountedAndTheOthersAreRead()
    {
        using (var store = Open())
        {
            Keep(store, 1, 3);
        }

        var segment = Directory.GetFiles(_folder.Path, "*.segment").Single();
        var bytes = File.ReadAllBytes(segment);
        bytes[bytes.Length / 2] ^= 0x10;
        File.WriteAllBytes(segment, bytes);

        var archive = Archive();
        Assert.Equal([1, 3], archive.Read().Select(letter => letter.Event.Sequence));
        Assert.Equal(1, archive.Unreadable);
    }

    [Fact]
    public void AFolderThatIsNotThereHasNoLetters() =>
        Assert.Empty(DeadLetterArchive.Open(_folder.File("nowhere")).Read());

    private DeadLetterStore Open(long maxBytes = 1024 * 1024) =>
        DeadLetterStore.Open(JournalDisk.Instance, _folder.Path, maxBytes, TimeProvider.System, _notes);

    private DeadLetterArchive Archive() => DeadLetterArchive.Open(_folder.Path);

    private static void Keep(DeadLetterStore store, int first, int count) =>
        store.Keep([.. Enumerable.Range(first, count).Select(n => EncodedLetter.Of(Some.Letter(n)))]);

    private void AssertLetters(int first, int last)
    {
        var letters = Archive().Read().ToArray();
        Assert.Equal(Enumerable.Range(first, last - first + 1), letters.Select(letter => (int)letter.Event.Sequence));
        var letter = letters[0];
        Assert.Equal(Some.Letter(first) with { Id = "1", Event = letter.Event }, letter);
    }
}
