using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Runtime;

/// <summary>Sees to it that the last lines are delivered when the process ends without the pipeline having been stopped.</summary>
/// <remarks>
/// ProcessExit, after all others that watch it, and an unhandled exception stop the pipeline. A signal (SIGTERM, Ctrl-C, a
/// terminal that is closed) only flushes it: the program may have handlers of its own and go on, or log until its host has
/// stopped. Under a host that handles signals itself, <see cref="LeaveSignalsToHost"/> turns the latter off.
/// </remarks>
internal sealed class ProcessEnd : IDisposable
{
    private static readonly PosixSignal[] Ends =
    [
        PosixSignal.SIGTERM,
        PosixSignal.SIGINT,
        PosixSignal.SIGQUIT,
        PosixSignal.SIGHUP,
    ];

    // SIGXFSZ, of Linux and of macOS: a write beyond the limit that the process has for its files ends the process, unless
    // somebody takes the signal. Then the write fails, as on a full disk.
    private const PosixSignal FileSizeExceeded = (PosixSignal)25;

    private readonly Func<Task> _stop;
    private readonly LastFlush _flush;
    private readonly Action<string, string> _tell;
    private readonly List<PosixSignalRegistration> _signals = [];
    private volatile bool _signalsAreTheHosts;
    private volatile bool _hangupIsTheHosts;

    /// <summary>Begins to watch.</summary>
    /// <param name="stop">Stops the pipeline, within its own time.</param>
    /// <param name="flush">Flushes it.</param>
    /// <param name="tell">Tells a trouble, by topic and text, and returns when it is told: what the flush at a signal has left.</param>
    public ProcessEnd(Func<Task> stop, LastFlush flush, Action<string, string> tell)
    {
        _stop = stop;
        _flush = flush;
        _tell = tell;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        AssemblyLoadContext.Default.Unloading += OnUnloading;
        AppDomain.CurrentDomain.UnhandledException += OnUnhandled;
        foreach (var signal in Ends)
        {
            _signals.Add(PosixSignalRegistration.Create(signal, OnSignal));
        }

        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
        {
            var ignore = PosixSignalRegistration.Create(FileSizeExceeded, static context => context.Cancel = true);
            _signals.Add(ignore);
        }
    }

    /// <summary>A host runs, and will stop the pipeline in its own time.</summary>
    /// <param name="takesHangup">Whether it stops at SIGHUP too: that of .NET does not, and the process ends.</param>
    public void LeaveSignalsToHost(bool takesHangup) => (_signalsAreTheHosts, _hangupIsTheHosts) = (true, takesHangup);

    /// <summary>How long a stop may take, after what the flush before it has taken.</summary>
    public TimeSpan TimeLeft => _flush.TimeLeft;

    /// <summary>The host has stopped, and will dispose the pipeline: what waits is delivered before.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => _flush.BeforeStopAsync(cancellationToken);

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        AssemblyLoadContext.Default.Unloading -= OnUnloading;
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandled;
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }
    }

    // The runtime raises this before ProcessExit, whose handlers it calls in the order in which they came. Those that came after
    // ours log while they end, as Akka's coordinated shutdown does with all its actors: so ours goes to the end of the row.
    private void OnUnloading(AssemblyLoadContext context)
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    // The stop keeps to its own time; but where the process can have no more threads nobody looks at the clock.
    private TimeSpan LongestStop => (2 * _flush.Limit) + TimeSpan.FromSeconds(5);

    private void OnExit(object? sender, EventArgs e) => Blocking.Wait(_stop(), LongestStop);

    private void OnUnhandled(object sender, UnhandledExceptionEventArgs e)
    {
        if (e.IsTerminating)
        {
            Blocking.Wait(_stop(), LongestStop);
        }
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (context.Signal == PosixSignal.SIGHUP ? _hangupIsTheHosts : _signalsAreTheHosts)
        {
            return;
        }

        Blocking.Wait(_flush.AtSignalAsync(), _flush.Limit);

        // Handlers of the program's that came after ours have run by now. If none of them holds it, the process ends when this
        // returns, and since .NET 10 without ProcessExit: there will be no stop that reports.
        if (!context.Cancel && _flush.WhatIsLeft() is { } left)
        {
            _tell("signal", $"the process ends by {context.Signal} before all events are delivered: {left}");
        }
    }
}
