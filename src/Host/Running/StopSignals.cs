using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;

namespace ActorLog.Host.Running;

/// <summary>Ctrl-C and SIGTERM: the first asks the host to drain and end, the second to end now.</summary>
internal sealed class StopSignals : IStopRequests, IDisposable
{
    private readonly CancellationTokenSource _drain = new();
    private readonly CancellationTokenSource _now = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    public StopSignals()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
        }
    }

    public CancellationToken Drain => _drain.Token;

    public CancellationToken Now => _now.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _drain.Dispose();
        _now.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        // The runtime would end the process at once.
        context.Cancel = true;
        (_drain.IsCancellationRequested ? _now : _drain).Cancel();
    }
}
