using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace ActorLog.Runtime;

/// <summary>Sees to it that the last lines are delivered when the process ends without the pipeline having been stopped.</summary>
/// <remarks>
/// ProcessExit and an unhandled exception stop the pipeline. A signal (SIGTERM, Ctrl-C) only flushes it: the program may
/// have handlers of its own and go on, or log until its host has stopped. Under a host that handles signals itself,
/// <see cref="LeaveSignalsToHost"/> turns the latter off.
/// </remarks>
internal sealed class ProcessEnd : IDisposable
{
    private readonly LogPipeline _pipeline;
    private readonly List<PosixSignalRegistration> _signals = [];
    private volatile bool _signalsAreTheHosts;

    public ProcessEnd(LogPipeline pipeline)
    {
        _pipeline = pipeline;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        AppDomain.CurrentDomain.UnhandledException += OnUnhandled;
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal));
    }

    /// <summary>A host runs, and will stop the pipeline in its own time.</summary>
    public void LeaveSignalsToHost() => _signalsAreTheHosts = true;

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandled;
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }
    }

    private void OnExit(object? sender, EventArgs e) => Blocking.Wait(_pipeline.StopAsync());

    private void OnUnhandled(object sender, UnhandledExceptionEventArgs e)
    {
        if (e.IsTerminating)
        {
            Blocking.Wait(_pipeline.StopAsync());
        }
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (!_signalsAreTheHosts)
        {
            Blocking.Wait(_pipeline.FlushAsync(), _pipeline.Options.ShutdownTimeout);
        }
    }
}
