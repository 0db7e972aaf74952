using System;
using System.Threading;

namespace ActorLog.Runtime;

/// <summary>Rings a little after the first drop, then at most once per interval while there are drops.</summary>
internal sealed class GapClock : IDisposable
{
    // Long enough to gather a burst, short enough to be told near the place where the events are missing.
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _clock;
    private readonly TimeSpan _interval;
    private readonly ITimer _timer;
    private long _last;
    private int _running;

    public GapClock(TimeProvider clock, TimeSpan interval, Action ring)
    {
        _clock = clock;
        _interval = interval;
        _last = long.MinValue;
        _timer = clock.CreateTimer(
            _ =>
            {
                Volatile.Write(ref _last, clock.GetTimestamp());
                Volatile.Write(ref _running, 0);
                ring();
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>Something was dropped. Cheap when the clock already runs.</summary>
    public void Start()
    {
        if (Interlocked.CompareExchange(ref _running, 1, 0) != 0)
        {
            return;
        }

        var last = Volatile.Read(ref _last);
        var rest = last == long.MinValue ? TimeSpan.Zero : _interval - _clock.GetElapsedTime(last);
        RingIn(rest > Gathering ? rest : Gathering);
    }

    public void Dispose() => _timer.Dispose();

    // Apart, so that a drop while the clock runs allocates no closure.
    private void RingIn(TimeSpan wait)
    {
        try
        {
            Uninterrupted.Do(() => _timer.Change(wait, Timeout.InfiniteTimeSpan));
        }
        catch (Exception failure) when (failure is OutOfMemoryException or ThreadStartException)
        {
            // The first timer of a process has a thread started, and there may be no more of them: the next drop tries again.
            Volatile.Write(ref _running, 0);
        }
    }
}
