using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using ActorLog.Runtime.Durability;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Runtime.Durability;

public sealed class CommitMarkTests
{
    [Fact]
    public void AFailureThatNobodyWaitsForAnyMoreIsNobodysUnobservedException()
    {
        var disk = $"disk {Guid.NewGuid():N}";
        var unobserved = false;
        void Look(object? sender, UnobservedTaskExceptionEventArgs e) =>
            unobserved |= e.Exception.ToString().Contains(disk, StringComparison.Ordinal);
        TaskScheduler.UnobservedTaskException += Look;
        try
        {
            Fail(disk);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Look;
        }

        Assert.False(unobserved);
    }

    // Apart, so that no register keeps the mark alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fail(string disk) =>
        new CommitMark().Passed("journal", new SinkFailure(FailureKind.Transient, disk));
}
