using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using ActorLog.Journal;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Runtime.Durability;
using Xunit;

namespace ActorLog.Tests.Runtime.Durability;

/// <summary>A bug of ours in a loop beside the journal is told, and costs neither the loop nor the journal's end.</summary>
[Trait("Law", "7")]
public sealed class JournalGuardTests
{
    private readonly SharedText _stderr = new();

    [Fact]
    public async Task AKeeperThatBreaksGoesOnAndLeavesNothingTaken()
    {
        var (disk, sink) = (new CrashDisk(), new CollectingSink());
        await using (var pipeline = Build(disk, sink))
        {
            await DeliverAsync(pipeline, "before");
            disk.Fault = (action, path) =>
                action == DiskAction.Write && path == "/journal/state"
                    ? new InvalidOperationException("tripped")
                    : null;
            await DeliverAsync(pipeline, "meanwhile");
            await Eventually.HoldsAsync(
                () => _stderr.ToString().Contains("sink 'journal': a bug in the pipeline, please report it"),
                "the operator is told"
            );
            disk.Fault = (_, _) => null;
        }

        await using var next = Build(disk, sink);
        await DeliverAsync(next, "after");

        Assert.Equal("/journal", next.Journal!.Path);
        Assert.Equal(["before", "meanwhile", "after"], sink.Messages);
    }

    [Fact]
    public async Task ATakeoverThatBreaksAtOneJournalGoesOnWithTheNext()
    {
        var tried = new List<string>();
        using var selfLog = new SelfLog(_stderr, new ManualClock(Some.Time), TimeSpan.FromSeconds(30));
        var keeper = new OrphanKeeper(
            [new JournalOrphan("/journal/2", Stream.Null), new JournalOrphan("/journal/3", Stream.Null)],
            orphan =>
            {
                tried.Add(orphan.Folder);
                throw new InvalidOperationException("tripped");
            },
            heir: null!,
            appender: null!,
            new SinkEvents(selfLog)
        );
        await keeper.DisposeAsync().AsTask().WithinLimit();

        Assert.Equal(["/journal/2", "/journal/3"], tried);
        await Eventually.HoldsAsync(
            () => _stderr.ToString().Contains("sink 'journal': a bug in the pipeline, please report it"),
            "the operator is told"
        );
    }

    private LogPipeline Build(CrashDisk disk, CollectingSink sink)
    {
        var builder = Running.Durable(sink, new() { Path = "/journal" });
        builder.Disk = disk;
        builder.SelfLogWriter = _stderr;
        return builder.Build();
    }

    private static async Task DeliverAsync(LogPipeline pipeline, string message)
    {
        await pipeline.WriteAsync(new() { Message = message });
        await pipeline.FlushAsync().WithinLimit();
    }
}
