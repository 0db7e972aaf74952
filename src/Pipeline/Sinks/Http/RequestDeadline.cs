using System;
using System.Threading;

namespace ActorLog.Sinks;

/// <summary>The time limit of one request after the other: one timer for all of them.</summary>
internal sealed class RequestDeadline(TimeSpan timeout, TimeProvider clock) : IDisposable
{
    private CancellationTokenSource _source = new(Timeout.InfiniteTimeSpan, clock);
    private CancellationTokenRegistration _outer;

    /// <summary>Whether the current request has taken too long, or was cancelled from outside.</summary>
    public bool IsOver => _source.IsCancellationRequested;

    /// <summary>Starts the clock for a request.</summary>
    /// <param name="outer">Cancels the request as well.</param>
    public CancellationToken Start(CancellationToken outer)
    {
        _source.CancelAfter(timeout);
        _outer = outer.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        return _source.Token;
    }

    /// <summary>Stops the clock. A source that was cancelled, or whose timer may be about to fire, is not used again.</summary>
    public void Stop()
    {
        _outer.Dispose();
        if (!_source.TryReset())
        {
            _source.Dispose();
            _source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        }
    }

    public void Dispose()
    {
        _outer.Dispose();
        _source.Dispose();
    }
}
