using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;

namespace ActorLog.Host.Running;

/// <summary>Ctrl-C, SIGTERM and the like: the first asks the host to drain and end, the second to end now.</summary>
/// <remarks>
/// On Windows Ctrl-Break comes as SIGQUIT, the closing of the console as SIGHUP, and a shutdown of the machine as SIGTERM. After
/// the last two Windows ends the process when their handler returns, whatever it says: so it does not return, and the end of
/// <c>Main</c> is its end.
/// </remarks>
internal sealed class StopSignals : IStopRequests, IDisposable
{
    private static readonly PosixSignal[] Ends =
    [
        PosixSignal.SIGINT,
        PosixSignal.SIGTERM,
        PosixSignal.SIGQUIT,
        PosixSignal.SIGHUP,
    ];

    private readonly CancellationTokenSource _drain = new();
    private readonly CancellationTokenSource _now = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Action? _waitForEnd;
    private volatile bool _isLast;

    public StopSignals()
        : this(OperatingSystem.IsWindows() ? WaitForEnd : null) { }

    /// <summary>Begins to watch.</summary>
    /// <param name="waitForEnd">Waits for the end of the process, where the process ends with the handler; else null.</param>
    internal StopSignals(Action? waitForEnd)
    {
        _waitForEnd = waitForEnd;
        foreach (var signal in Ends)
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
        }
    }

    public CancellationToken Drain => _drain.Token;

    public CancellationToken Now => _now.Token;

    public void Dispose()
    {
        if (_isLast)
        {
            // Windows takes no registration back while a handler runs, and this one runs until the process ends.
            return;
        }

        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _drain.Dispose();
        _now.Dispose();
    }

    /// <summary>What a signal does.</summary>
    internal void OnSignal(PosixSignalContext context)
    {
        // The runtime would end the process at once.
        context.Cancel = true;
        var isLast = _waitForEnd is not null && context.Signal is (PosixSignal.SIGHUP or PosixSignal.SIGTERM);
        _isLast |= isLast;
        (_drain.IsCancellationRequested ? _now : _drain).Cancel();
        if (isLast)
        {
            _waitForEnd!();
        }
    }

    private static void WaitForEnd()
    {
        using var never = new ManualResetEventSlim();
        never.Wait();
    }
}
