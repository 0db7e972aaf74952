using System;
using System.IO;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Runtime;

public sealed class SinkEventsTests
{
    [Theory]
    [InlineData(SinkState.BackingOff, FailureKind.Transient, "failure 3, tried again in 2 s")]
    [InlineData(SinkState.Open, FailureKind.Transient, "down after 3 failures, tried again in 2 s")]
    [InlineData(
        SinkState.Refused,
        FailureKind.Refused,
        "refused, its events are kept; check its configuration; probed again in 2 s"
    )]
    [InlineData(SinkState.Stopped, FailureKind.Fatal, "stopped, its events are kept while there is room")]
    [InlineData(
        SinkState.Draining,
        FailureKind.Transient,
        "failure 3, tried again in 2 s unless the pipeline stops before"
    )]
    public void AFailureSaysWhatBecomesOfTheEvents(SinkState state, FailureKind kind, string what)
    {
        using var told = new StringWriter();
        using (var log = new SelfLog(told, new ManualClock(Some.Time), TimeSpan.FromSeconds(30)))
        {
            new SinkEvents(log).Failed("http", new SinkFailure(kind, "no"), 3, TimeSpan.FromSeconds(2), state);
        }

        Assert.Equal($"actorlog: sink 'http': no: {what}{told.NewLine}", told.ToString());
    }

    [Fact]
    public void DropsAreToldWithoutAllocationForHours()
    {
        using var log = new SelfLog(TextWriter.Null, new ManualClock(Some.Time), TimeSpan.FromSeconds(30));
        var events = new SinkEvents(log);
        events.Dropped("http", DropReason.QueueFull, 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var turn = 0; turn < 1_000; turn++)
        {
            events.Dropped("http", DropReason.QueueFull, 1);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000);
    }
}
