using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Journal;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Runtime.Durability;

/// <summary>Somebody deletes the journal's folder, or gives it another name, under a pipeline that runs.</summary>
[Trait("Law", "7")]
public sealed class VanishedFolderTests : IDisposable
{
    private static readonly SinkResult Refused = SinkResult.Failed(new SinkFailure(FailureKind.Refused, "HTTP 401"));

    private readonly TempFolder _folder = new();
    private readonly SharedText _stderr = new();
    private readonly CollectingSink _sink = new() { OnWrite = (_, _) => new(Refused) };

    private string Journal => Path.Combine(_folder.Path, "journal");

    public void Dispose()
    {
        _folder.Dispose();
        _stderr.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatIsAcknowledgedAfterwardsIsThereAfterTheNextStart(bool renamed)
    {
        await using (var pipeline = Build())
        {
            await WriteAsync(pipeline, "one");
            TakeAway(renamed);
            await WriteAsync(pipeline, "two");
            using (var second = JournalFolders.Acquire(JournalDisk.Instance, Journal))
            {
                Assert.Equal(Path.Combine(Journal, "2"), second.Folder);
            }

            await WriteAsync(pipeline, "three");
        }

        _sink.OnWrite = (_, _) => new(SinkResult.Delivered);
        await using var next = Build();
        await next.FlushAsync().WithinLimit();

        Assert.Equal(Journal, next.Journal!.Path);
        Assert.Equal(["one", "two", "three"], _sink.Messages.Intersect(["one", "two", "three"]));
        Assert.Contains(
            $"journal: the files in '{Journal}' were taken away under it: they are made anew with what the last of them held",
            _stderr.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task WhileItCannotBeMadeAnewNothingIsAcknowledged()
    {
        await using var pipeline = Build();
        await WriteAsync(pipeline, "one");
        TakeAway(renamed: false);
        await File.WriteAllTextAsync(Journal, "in the way");
        await pipeline.WriteAsync(new() { Message = "two" });
        var commit = pipeline.CommitAsync();
        await Eventually.HoldsAsync(() => pipeline.Journal!.State != SinkState.Running, "the journal fails");
        Assert.False(commit.IsCompleted);

        File.Delete(Journal);
        await commit.WithinLimit();
        await LetDeliverAsync(pipeline);
        await pipeline.FlushAsync().WithinLimit();

        Assert.Equal(["one", "two"], _sink.Messages);
    }

    [Fact]
    public async Task WhatWasInFilesThatAreGoneIsCountedAndTheRestDelivered()
    {
        await using var pipeline = Build();
        for (var i = 1; i <= 9; i++)
        {
            await WriteAsync(pipeline, $"{i} {new string('x', 30_000)}");
        }

        TakeAway(renamed: false);
        await WriteAsync(pipeline, "last");
        await LetDeliverAsync(pipeline);
        await pipeline.FlushAsync().WithinLimit();

        var ledger = pipeline.Sinks[0].Ledger;
        Assert.Equal("last", _sink.Messages[^1]);
        Assert.Equal((10, 0, true), (ledger.Accepted, ledger.Buffered, ledger.IsBalanced));
    }

    [Fact]
    public void LettersThatAreKeptAfterwardsAreThereAfterTheNextStart()
    {
        var letter = new EncodedLetter(0x80, new byte[100]);
        using (var store = Open())
        {
            store.Keep([letter]);
            TakeAway(renamed: false);
            store.Keep([letter]);
        }

        using var next = Open();
        Assert.Equal((2, Journal), (next.Count, next.Folder));

        DeadLetterStore Open() =>
            DeadLetterStore.Open(
                JournalDisk.Instance,
                Journal,
                1 << 20,
                new ManualClock(Some.Time),
                new JournalNotes()
            );
    }

    private static async Task WriteAsync(LogPipeline pipeline, string message)
    {
        await pipeline.WriteAsync(new() { Message = message });
        await pipeline.CommitAsync().WithinLimit();
    }

    /// <summary>Resumes the sink when its refusal is known: one that became so afterwards would hold it up for a minute more.</summary>
    private async Task LetDeliverAsync(LogPipeline pipeline)
    {
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].State == SinkState.Refused, "the sink is refused");
        _sink.OnWrite = (_, _) => new(SinkResult.Delivered);
        pipeline.Resume("sink");
    }

    private void TakeAway(bool renamed)
    {
        if (renamed)
        {
            Directory.Move(Journal, Journal + ".old");
        }
        else
        {
            Directory.Delete(Journal, recursive: true);
        }
    }

    private LogPipeline Build()
    {
        var builder = Running.Durable(_sink, new() { Path = Journal, SegmentSize = 64 * 1024 });
        builder.SelfLogWriter = _stderr;
        return builder.Build();
    }
}
