using System.Runtime.InteropServices;
using ActorLog.Host.Running;
using Xunit;

namespace ActorLog.Host.Tests.Running;

public sealed class StopSignalsTests
{
    [Theory]
    [InlineData(PosixSignal.SIGINT)]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGQUIT)]
    [InlineData(PosixSignal.SIGHUP)]
    public void TheFirstAsksForADrainAndTheSecondForTheEnd(PosixSignal signal)
    {
        using var signals = new StopSignals(null);

        var context = new PosixSignalContext(signal);
        signals.OnSignal(context);
        Assert.True(context.Cancel);
        Assert.True(signals.Drain.IsCancellationRequested);
        Assert.False(signals.Now.IsCancellationRequested);

        signals.OnSignal(context);
        Assert.True(signals.Now.IsCancellationRequested);
    }

    [Theory]
    [InlineData(PosixSignal.SIGINT, false)]
    [InlineData(PosixSignal.SIGQUIT, false)]
    [InlineData(PosixSignal.SIGTERM, true)]
    [InlineData(PosixSignal.SIGHUP, true)]
    public void WhereTheProcessEndsWithTheHandlerItStaysUntilTheHostHasDrained(PosixSignal signal, bool expected)
    {
        var waited = false;
        using var signals = new StopSignals(() => waited = true);

        signals.OnSignal(new PosixSignalContext(signal));

        Assert.True(signals.Drain.IsCancellationRequested);
        Assert.Equal(expected, waited);
    }
}
