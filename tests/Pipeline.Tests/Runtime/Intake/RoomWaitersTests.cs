using System;
using System.Threading;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Runtime.Intake;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Runtime.Intake;

/// <summary>Measured is the memory of the whole process: another test that takes some meanwhile would be blamed on this one.</summary>
[Collection(nameof(Alone))]
public sealed class RoomWaitersTests
{
    [Fact]
    [Trait("Law", "10")]
    public void WhoeverGivesUpWaitingForRoomLeavesNothingBehind()
    {
        using var ingress = new Ingress(
            new QueueOptions(),
            TimeSpan.FromSeconds(30),
            new ManualClock(Some.Time),
            "session"
        );
        ingress.CloseGate(TimeSpan.FromSeconds(1));
        var room = ingress.WaitForRoomAsync(default);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 500_000; i++)
        {
            using var patience = new CancellationTokenSource();
            var waiting = ingress.WaitForRoomAsync(patience.Token);
            patience.Cancel();
            Assert.True(waiting.IsCanceled);
        }

        // Each of them held more than 100 bytes for as long as there was no room.
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(kept < 25_000_000, $"{kept} bytes are kept");
        ingress.OpenGate(TimeSpan.FromSeconds(1));
        Assert.True(room.IsCompletedSuccessfully);
    }

    [Fact]
    public void CallersAreAsPatientAsTheMostPatientSinkThatIsFull()
    {
        var (patient, impatient) = (TimeSpan.FromSeconds(10), TimeSpan.Zero);
        var gate = new object();
        var waiters = new RoomWaiters(gate, new ManualClock(Some.Time));
        using var _ = Uninterrupted.Enter(gate);
        waiters.CloseGate(patient);
        waiters.CloseGate(impatient);
        Assert.Equal(patient, waiters.GateWait);

        waiters.OpenGate(impatient);
        Assert.Equal(patient, waiters.GateWait);

        waiters.CloseGate(impatient);
        waiters.OpenGate(patient);
        Assert.Equal(impatient, waiters.GateWait);

        waiters.OpenGate(impatient);
        Assert.False(waiters.IsGateClosed);
    }
}
