using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Journal;
using ActorLog.Kit;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests;

/// <summary>Dead letters go out again, once, in order, while their owner goes on.</summary>
[Trait("Law", "7")]
public sealed class DeadLetterReplayTests : IDisposable
{
    private static readonly SinkFailure No = new(FailureKind.Rejected, "HTTP 422") { Status = 422 };

    private readonly TempFolder _folder = new();
    private readonly CollectingSink _sink = new();
    private readonly CollectingSink _other = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WhatWasDeliveredIsMarkedAndNotSentAgain()
    {
        using var store = Open();
        Keep(store, 1, 5);

        var result = Assert.Single(await RunAsync());
        Assert.Equal(("some", "some", 5, 0), (result.Sink, result.Target, result.Delivered, result.Left));
        Assert.Equal([1, 2, 3, 4, 5], _sink.Sequences);
        Assert.All(Archive().Read(), letter => Assert.True(letter.IsReplayed));

        // The owner of the store goes on meanwhile.
        Keep(store, 6, 1);
        Assert.Equal(1, Assert.Single(await RunAsync()).Delivered);
        Assert.Equal([1, 2, 3, 4, 5, 6], _sink.Sequences);
        Assert.Empty(await RunAsync());
    }

    [Fact]
    public async Task EventsGoOutAsTheyWereLogged()
    {
        using var store = Open();
        Keep(store, 7, 1);
        await RunAsync();

        var logEvent = Assert.Single(_sink.Delivered).Event;
        Assert.Equal(("session", 7, "event 7"), (logEvent.SessionId, logEvent.Sequence, _sink.Messages[0]));
    }

    [Fact]
    public async Task WhatIsRejectedAgainStaysWithTheNewReason()
    {
        using var store = Open();
        Keep(store, 1, 6);
        _sink.OnWrite = (batch, _) =>
            new(batch.Events.ToArray().Any(e => e.Sequence == 4) ? SinkResult.Failed(No) : SinkResult.Delivered);

        var result = Assert.Single(await RunAsync());
        Assert.Equal((5, 0), (result.Delivered, result.Left));
        Assert.Equal(("4", No), (result.Rejected[0].Id, result.Rejected[0].Failure));
        Assert.Equal(["4"], Open(Archive()));
    }

    [Fact]
    public async Task ASinkThatIsDownLeavesTheRestAndTheOthersGetTheirs()
    {
        using var store = Open();
        Keep(store, 1, 3);
        Keep(store, 4, 2, "other");
        Keep(store, 6, 1, "gone");
        _sink.OnWrite = (_, _) => new(SinkResult.Failed(new SinkFailure(FailureKind.Refused, "HTTP 401"), 1));

        var results = await RunAsync();
        Assert.Equal(
            [("some", 1, 2, "HTTP 401"), ("other", 2, 0, null), ("gone", 0, 1, "there is no sink 'gone'")],
            results.Select(result => (result.Sink, (int)result.Delivered, (int)result.Left, result.Reason))
        );
        Assert.Equal([4, 5], _other.Sequences);
        Assert.Equal(["2", "3", "6"], Open(Archive()));
    }

    [Fact]
    public async Task LettersCanBeChosenAndSentElsewhere()
    {
        using var store = Open();
        using var second = Open();
        Keep(store, 1, 3);
        Keep(second, 9, 2, "gone");

        var results = await RunAsync(o => o with { Ids = ["2", "2/1"], To = "other" });
        Assert.Equal(
            [("some", "other", 1), ("gone", "other", 1)],
            results.Select(r => (r.Sink, r.Target, (int)r.Delivered))
        );
        Assert.Equal([2, 9], _other.Sequences);
        Assert.Equal(["1", "3", "2/2"], Open(Archive()));
    }

    [Fact]
    public async Task AnotherReplayOfTheSameFolderHasToWait()
    {
        using var store = Open();
        Keep(store, 1, 1);
        using (var replay = DeadLetterReplay.TryBegin(Options()))
        {
            Assert.NotNull(replay);
            Assert.Null(DeadLetterReplay.TryBegin(Options()));
        }

        Assert.Single(await RunAsync());
    }

    [Fact]
    public async Task AReplayThatIsKilledSendsAgainWhatItHadNotMarked()
    {
        using var store = Open();
        Keep(store, 1, 10);
        var writes = 0;
        _sink.OnWrite = (batch, _) =>
            ++writes == 3
                ? throw new OutOfMemoryException("stands for a kill")
                : new(SinkResult.Partial(Math.Min(3, batch.Count)));
        using (var killed = DeadLetterReplay.TryBegin(Options(_ => throw new IOException("killed")))!)
        {
            await Assert.ThrowsAsync<IOException>(() => killed.RunAsync(default));
        }

        Assert.Equal(["7", "8", "9", "10"], Open(Archive()));
        _sink.OnWrite = (_, _) => new(SinkResult.Delivered);
        Assert.Equal(4, Assert.Single(await RunAsync()).Delivered);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], _sink.Sequences);
    }

    [Fact]
    public async Task MarksOfDeletedLettersAreLetGoAndTheOthersStay()
    {
        using var store = DeadLetterStore.Open(
            JournalDisk.Instance,
            _folder.Path,
            16 * 1024,
            TimeProvider.System,
            new JournalNotes()
        );
        for (var i = 0; i < 30; i++)
        {
            Keep(store, 1 + i * 10, 10);
            await RunAsync();
        }

        Assert.Equal(Enumerable.Range(1, 300).Select(n => (long)n), _sink.Sequences);
        Assert.Empty(Open(Archive()));
        Assert.True(
            new DirectoryInfo(_folder.File("replayed")).GetFiles("*.segment").Sum(file => file.Length) < 8 * 1024
        );
    }

    private DeadLetterStore Open() =>
        DeadLetterStore.Open(JournalDisk.Instance, _folder.Path, 1024 * 1024, TimeProvider.System, new JournalNotes());

    private static void Keep(DeadLetterStore store, int first, int count, string sink = "some") =>
        store.Keep([.. Enumerable.Range(first, count).Select(n => EncodedLetter.Of(Some.Letter(n, sink)))]);

    private DeadLetterArchive Archive() => DeadLetterArchive.Open(_folder.Path);

    private static IEnumerable<string> Open(DeadLetterArchive archive) =>
        archive.Read().Where(letter => !letter.IsReplayed).Select(letter => letter.Id);

    private DeadLetterReplayOptions Options(Action<string>? report = null) =>
        new()
        {
            Folder = _folder.Path,
            Sinks = new Dictionary<string, SinkOptions>
            {
                ["some"] = new DelegateSinkOptions(_ => _sink.Create()),
                ["other"] = new DelegateSinkOptions(_ => _other.Create()),
            },
            Report = (_, text) => report?.Invoke(text),
        };

    private async Task<IReadOnlyList<DeadLetterReplayResult>> RunAsync(
        Func<DeadLetterReplayOptions, DeadLetterReplayOptions>? change = null
    )
    {
        var options = Options();
        using var replay = DeadLetterReplay.TryBegin(change?.Invoke(options) ?? options);
        Assert.NotNull(replay);
        return await replay.RunAsync(default);
    }
}
