using System;
using System.Threading;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Runtime;

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
        ingress.OpenGate();
        Assert.True(room.IsCompletedSuccessfully);
    }
}
