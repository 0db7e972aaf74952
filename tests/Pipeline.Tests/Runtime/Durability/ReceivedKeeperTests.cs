using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ActorLog.Events;
using ActorLog.Journal;
using ActorLog.Journal.Payload;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Runtime.Durability;
using ActorLog.Runtime.Intake;
using ActorLog.Tests.Journal;
using ActorLog.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ActorLog.Tests.Runtime.Durability;

/// <summary>What was received is known after every end, and nothing is known that was lost.</summary>
[Trait("Law", "7")]
public sealed class ReceivedKeeperTests
{
    private const string Session = "20200923104556-0123456789ab";

    [Fact]
    public void AfterARestartEverythingReceivedIsKnownThoughItsFramesAreGone()
    {
        var disk = new CrashDisk();
        var run = new Run(disk);
        run.TakeInParts(10, 10);
        run.Deliver();
        run.Keeper.Keep(now: true);
        run.Log.Checkpoint(sync: true);
        Assert.True(run.Log.First > 1, "the oldest segments are gone");
        run.Take(101, 20);
        disk.Kill();

        var again = new Run(disk);
        Assert.All(Enumerable.Range(1, 120), number => Assert.True(again.Knows(number)));
        Assert.False(again.Knows(121));
    }

    [Fact]
    public void ASegmentStaysUntilACheckpointCoversIt()
    {
        var run = new Run(new CrashDisk());
        run.TakeInParts(10, 10);
        run.Deliver();

        run.Log.Checkpoint(sync: true);
        Assert.Equal(1, run.Log.First);
        run.Keeper.Keep(now: true);
        run.Log.Checkpoint(sync: true);

        Assert.True(run.Log.First > 1);
    }

    [Fact]
    public void EventsWithoutAnOriginNeedNoCheckpoint()
    {
        var disk = new CrashDisk();
        var run = new Run(disk);
        for (var group = 0; group < 10; group++)
        {
            run.Append(null, 10);
            run.Log.Commit(sync: true);
        }

        run.Deliver();
        run.Keeper.Keep(now: false);
        run.Log.Checkpoint(sync: true);

        Assert.True(run.Log.First > 1);
        Assert.DoesNotContain(disk.Paths, path => path.Contains("received", StringComparison.Ordinal));
    }

    [Fact]
    public void WhereThereIsNoRoomForACheckpointTheJournalIsLetGoAllTheSame()
    {
        var disk = new CrashDisk();
        var run = new Run(disk);
        run.TakeInParts(10, 10);
        run.Deliver();
        disk.Fault = (_, path) =>
            path.Contains("received", StringComparison.Ordinal) ? new IOException("No space left on device") : null;

        Assert.Throws<IOException>(() => run.Keeper.Keep(now: true));
        run.Keeper.Keep(now: true, isFull: true);
        run.Log.Checkpoint(sync: true);

        Assert.True(run.Log.First > 1);
    }

    [Fact]
    public void WhatARunLeftUncoveredIsLookedAfterAtTheNextStart()
    {
        var disk = new CrashDisk();
        var run = new Run(disk);
        run.TakeInParts(10, 10);
        run.Deliver();
        run.Log.Checkpoint(sync: true);
        disk.Kill();

        var again = new Run(disk);
        Assert.True(again.Asked > 0);
        again.Keeper.Keep(now: true);
        again.Log.Checkpoint(sync: true);

        Assert.True(again.Log.First > 1);
    }

    [Fact]
    public void ACheckpointThatWasTornCostsNothing()
    {
        var disk = new CrashDisk();
        var run = new Run(disk);
        run.Take(1, 10);
        run.Keeper.Keep(now: true);
        run.Take(11, 10);
        run.Keeper.Keep(now: true);
        foreach (var name in new[] { "received.1", "received.2" })
        {
            var torn = disk.Clone();
            var path = Path.Combine(OpenJournal.Folder, name);
            torn.Put(path, torn.Bytes(path).AsSpan(0, 40));

            var again = new Run(torn);
            Assert.All(Enumerable.Range(1, 20), number => Assert.True(again.Knows(number)));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WhereverThePowerFailsItKnowsWhatIsSafeAndNothingThatIsLost(bool syncs) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll(
                Scenario().ToArbitrary(),
                scenario =>
                {
                    var random = new Random(scenario.Seed);
                    var disk = new CrashDisk();
                    var safe = new HashSet<int>();
                    var next = 1;
                    foreach (var life in scenario.Lives)
                    {
                        next = Live(disk, life, random, safe, next, syncs);
                        disk.Crash(random.Next);
                    }

                    var last = new Run(disk);
                    safe.UnionWith(last.OriginsInJournal());
                    return Enumerable.Range(1, next).All(number => last.Knows(number) == safe.Contains(number));
                }
            )
        );

    /// <summary>Lives until the power begins to fail; notes what cannot be lost any more.</summary>
    private static int Live(
        CrashDisk disk,
        (int[] Steps, int Actions) life,
        Random random,
        HashSet<int> safe,
        int next,
        bool syncs
    )
    {
        try
        {
            var run = new Run(disk, syncs);

            // What a failing power has left of a request without an answer is as good as any from now on.
            safe.UnionWith(run.OriginsInJournal());
            var left = life.Actions;
            disk.Fault = (_, _) =>
            {
                disk.IsHalted |= --left <= 0;
                return disk.IsHalted ? new IOException("the power is failing") : null;
            };
            foreach (var step in life.Steps)
            {
                switch (step)
                {
                    case < 5:
                        var count = random.Next(1, 8);
                        next += count;
                        if (run.Take(next - count, count) && syncs)
                        {
                            safe.UnionWith(Enumerable.Range(next - count, count));
                        }

                        break;
                    case 5:
                        run.Log.Sync();
                        safe.UnionWith(run.OriginsInJournal());
                        run.Deliver();
                        break;
                    case 6:
                        run.Keeper.Keep(now: true);
                        break;
                    default:
                        run.Keeper.Keep(now: false);
                        run.Log.Checkpoint(sync: random.Next(2) == 0);
                        break;
                }
            }
        }
        catch (IOException)
        {
            // The power failed.
        }
        finally
        {
            disk.Fault = (_, _) => null;
        }

        return next;
    }

    private static Gen<(int Seed, (int[] Steps, int Actions)[] Lives)> Scenario()
    {
        var life =
            from steps in Gen.ArrayOf(Gen.Choose(0, 8))
            from actions in Gen.Choose(1, 80)
            select (steps, actions);
        return from seed in Gen.Choose(0, int.MaxValue - 1) from lives in Gen.ArrayOf(life, 4) select (seed, lives);
    }

    /// <summary>One run of a pipeline, as far as it matters here: a journal, a sink's cursor, and who takes events in.</summary>
    private sealed class Run
    {
        private readonly Reception _reception;
        private readonly bool _syncs;

        public Run(CrashDisk disk, bool syncs = true)
        {
            _syncs = syncs;
            var clock = new ManualClock(Some.Time);
            Log = new OpenJournal(disk, ["sink", ReceivedKeeper.Cursor], clock: clock).Log;
            Keeper = new ReceivedKeeper(disk, Log, clock, Log.Sync, () => Asked++);
            _reception = new Reception(Keeper.Index, Write, CommitAsync, () => Log.Readable, clock);
            Keeper.Attach(_reception);
        }

        public JournalLog Log { get; }

        public ReceivedKeeper Keeper { get; }

        /// <summary>How often the keeper wanted to be asked again.</summary>
        public int Asked { get; private set; }

        public bool Knows(int number) => Keeper.Index.Contains(new EventOrigin(Session, number));

        /// <summary>Takes events in; whether they are acknowledged.</summary>
        public bool Take(int first, int count)
        {
            var drafts = Enumerable
                .Range(first, count)
                .Select(number => new LogEventDraft { Origin = new EventOrigin(Session, number) })
                .ToArray();
            var taking = _reception.TakeAsync(drafts, TimeSpan.FromSeconds(30), default);
            return taking.IsCompletedSuccessfully && taking.Result.Outcome == WriteOutcome.Accepted;
        }

        /// <summary>Takes so many parts in of so many events each: a segment holds one or two of them.</summary>
        public void TakeInParts(int parts, int count)
        {
            for (var part = 0; part < parts; part++)
            {
                Take((part * count) + 1, count);
            }
        }

        public void Append(EventOrigin? origin, int count = 1)
        {
            for (var i = 0; i < count; i++)
            {
                var logEvent = Some.Numbered(i + 1);
                logEvent.Origin = origin;
                var payload = new ByteBuffer();
                EventEncoder.Encode(logEvent, payload);
                Log.Append(2, payload.Written);
            }
        }

        /// <summary>The sink has taken everything.</summary>
        public void Deliver() => Log.MoveCursor("sink", Log.Readable);

        public HashSet<int> OriginsInJournal()
        {
            var found = new HashSet<int>();
            var decoder = new EventDecoder(new LogCategories());
            using var reader = Log.CreateReader(1);
            while (reader.TryRead(out var frame))
            {
                if (frame.Missing == 0 && decoder.TryDecode(frame.Payload, out var logEvent, out _))
                {
                    found.Add((int)logEvent.Origin!.Sequence);
                }
            }

            return found;
        }

        private WriteOutcome Write(IReadOnlyList<LogEventDraft> drafts)
        {
            foreach (var draft in drafts)
            {
                Append(draft.Origin);
            }

            return WriteOutcome.Accepted;
        }

        private System.Threading.Tasks.Task CommitAsync()
        {
            Log.Commit(_syncs);
            return System.Threading.Tasks.Task.CompletedTask;
        }
    }
}
