using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Runtime;
using Xunit;

namespace ActorLog.Tests;

public sealed class SelfLogTests
{
    [Fact]
    public void ATroubleThatIsToldAndOneThatIsCountedMayHaveTheSameName()
    {
        var writer = new StringWriter { NewLine = "\n" };
        using (var log = new SelfLog(writer, new ManualClock(Some.Time), TimeSpan.FromSeconds(30)))
        {
            log.Report("sink/Stopped", "stopped");
            log.Count("sink/Stopped", "dropped {0}", 2);
            log.Report("sink/Stopped", "stopped");
        }

        Assert.Equal("actorlog: stopped\nactorlog: dropped 2\n", writer.ToString());
    }

    [Fact]
    public void WordsOfOthersNeitherForgeALineNorReachTheTerminal()
    {
        var writer = new StringWriter { NewLine = "\n" };
        using (var log = new SelfLog(writer, new ManualClock(Some.Time), TimeSpan.FromSeconds(30)))
        {
            log.Report("sink", "HTTP 302 to \x1b[2J\u202eä\u0085\t今\r\nactorlog: all is well");
        }

        Assert.Equal("actorlog: HTTP 302 to \\x1b[2J\\u202eä\n  \t今\n  actorlog: all is well\n", writer.ToString());
    }

    [Fact]
    public void TroublesThatAreNewEachTimeDoNotPileUp()
    {
        var clock = new ManualClock(Some.Time);
        using var log = new SelfLog(TextWriter.Null, clock, TimeSpan.FromSeconds(30));
        log.Report("old", "old");
        clock.Advance(TimeSpan.FromSeconds(29));
        for (var i = 0; i < 5_000; i++)
        {
            log.Report($"file {i}", "deleted");
            clock.Advance(TimeSpan.FromMilliseconds(40));
        }

        Assert.InRange(log.Topics, 1, 1_024);
    }

    [Fact]
    public void ATroubleThatWasJustToldIsNotForgottenForThatOfOthers()
    {
        var writer = new StringWriter { NewLine = "\n" };
        var clock = new ManualClock(Some.Time);
        using (var log = new SelfLog(writer, clock, TimeSpan.FromSeconds(30)))
        {
            for (var i = 0; i < 1_023; i++)
            {
                log.Report($"file {i}", "");
            }

            clock.Advance(TimeSpan.FromSeconds(30));
            log.Report("new", "told");
            log.Report("one more", "told too");
            log.Report("new", "told twice");
        }

        Assert.DoesNotContain("twice", writer.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(UnauthorizedAccessException))]
    [InlineData(typeof(ObjectDisposedException))]
    public void AnErrorStreamThatIsGoneIsNotTold(Type failure)
    {
        using var writer = new GoneWriter(failure);
        using var log = new SelfLog(writer, new ManualClock(Some.Time), TimeSpan.FromSeconds(30));

        log.Report("sink", "stopped");
        log.Dispose();

        Assert.True(writer.WasAsked);
    }

    [Fact]
    public void ASinkMayHaveBracesInItsName()
    {
        var writer = new StringWriter { NewLine = "\n" };
        using (var log = new SelfLog(writer, new ManualClock(Some.Time), TimeSpan.FromSeconds(30)))
        {
            new SinkEvents(log).Dropped("a{b}", DropReason.QueueFull, 3);
        }

        Assert.Equal("actorlog: sink 'a{b}': dropped 3 events (queue-full)\n", writer.ToString());
    }

    [Fact]
    public async Task AnErrorStreamThatNobodyReadsDoesNotHoldUpTheEnd()
    {
        using var writer = new BlockedWriter();
        var log = new SelfLog(writer, new ManualClock(Some.Time), TimeSpan.FromSeconds(30));
        log.Report("sink", "stopped");
        Assert.True(writer.IsAsked.Wait(TimeSpan.FromMinutes(1)));

        await Task.Run(log.Dispose).WithinLimit();

        writer.MayGoOn.Set();
    }

    private sealed class BlockedWriter : StringWriter
    {
        public ManualResetEventSlim IsAsked { get; } = new();

        public ManualResetEventSlim MayGoOn { get; } = new();

        public override void WriteLine(string? value)
        {
            IsAsked.Set();
            MayGoOn.Wait();
        }
    }

    private sealed class GoneWriter(Type failure) : StringWriter
    {
        public bool WasAsked { get; private set; }

        public override void WriteLine(string? value)
        {
            WasAsked = true;
            throw (Exception)Activator.CreateInstance(failure, "gone")!;
        }
    }
}
