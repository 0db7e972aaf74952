using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Journal;
using ActorLog.Kit;
using ActorLog.Routing;
using ActorLog.Runtime;
using ActorLog.Runtime.Intake;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Runtime.Durability;

public sealed class JournalAppenderTests
{
    private readonly CrashDisk _disk = new();

    [Fact]
    [Trait("Law", "4")]
    public async Task AFullJournalCountsTheEventsThatItDropsAndNoNoticesOfDrops()
    {
        var set = Assemble(new() { WhenFull = JournalWhenFull.DropNewest, MaxBytes = 1 });
        var gap = new GapNotice();
        gap.Add(Some.Numbered(1), DropReason.QueueFull);

        await set.Journal!.Appender.WriteAsync(Some.Batch(Some.Numbered(2), gap.Take(), Some.Numbered(3)));

        Assert.Equal(1, set.Accounts.Single().Dropped.Total);
        await set.Journal.DisposeAsync().AsTask().WithinLimit();
    }

    [Fact]
    [Trait("Law", "7")]
    public async Task WhileAWriteHangsTheFolderIsNobodyElses()
    {
        var set = Assemble(new());
        var (begun, back) = (new TaskCompletionSource(), new ManualResetEventSlim());
        var isFree = false;
        var write = Task.Run(() =>
            set.Journal!.Appender.Write(() =>
            {
                begun.SetResult();
                back.Wait();
                using var lease = ((IJournalDisk)_disk).TryLock("/journal/lock");
                isFree = lease is not null;
                return false;
            })
        );
        await begun.Task.WithinLimit();
        var closing = set.Journal!.DisposeAsync().AsTask();
        await Eventually.HoldsAsync(
            () => set.Journal.FeedOf("sink")!.SkipToAsync(1, DropReason.JournalFull).IsFaulted,
            "the journal is being closed"
        );

        back.Set();
        await Task.WhenAll(write, closing).WithinLimit();

        Assert.False(isFree);
        Assert.NotNull(((IJournalDisk)_disk).TryLock("/journal/lock"));
        await Assert.ThrowsAsync<IOException>(() =>
            set.Journal.Appender.WriteAsync(Some.Batch(Some.Numbered(1))).AsTask()
        );
    }

    private SinkSet Assemble(JournalOptions journal)
    {
        var clock = new ManualClock(Some.Time);
        var options = new PipelineOptions { Journal = journal with { Enabled = true, Path = "/journal" } };
        var sinks = LogPipeline
            .CreateBuilder()
            .AddSink("sink", _ => new CollectingSink().Create(), o => o with { Durable = true })
            .Sinks;
        var ingress = new Ingress(options.Queue, options.DropReportInterval, clock, "session");
        var router = new Router(SinkSet.RoutesOf([.. sinks]), LogLevel.Trace, options.Levels);
        var time = new PipelineTime(clock);
        var selfLog = new SelfLog(TextWriter.Null, clock, options.DropReportInterval);
        return new SinkSet([.. sinks], options, ingress, router, new LogCategories(), time, () => 0, selfLog, _disk);
    }
}
