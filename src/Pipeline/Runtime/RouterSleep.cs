using System;
using ActorLog.Sinks;

namespace ActorLog.Runtime;

/// <summary>Whether the router sleeps, and what it is woken for. Every member is called under the ingress's lock.</summary>
/// <remarks>
/// A sink that has nothing to do gets the next event at once. While every sink is writing, events gather: whoever has written
/// comes by for them, and a router that ran ahead of the sinks only woke threads. It is woken all the same when half of the
/// ingress is full, or half of what the smallest sink may hold: a queue's limit is its sink's to apply.
/// </remarks>
/// <param name="options">The ingress's limits.</param>
internal sealed class RouterSleep(QueueOptions options)
{
    private int _gatheredAtMost = Half(options.MaxEvents);
    private long _gatheredBytesAtMost = options.MaxBytes / 2;
    private int _idleLanes;
    private bool _isAsleep = true;

    /// <summary>There is one more sink, or lane of a sink, that has nothing to do yet.</summary>
    public void AddLane(QueueOptions queue)
    {
        _gatheredAtMost = Math.Min(_gatheredAtMost, Half(queue.MaxEvents));
        _gatheredBytesAtMost = Math.Min(_gatheredBytesAtMost, queue.MaxBytes / 2);
        _idleLanes++;
    }

    /// <summary>A sink has nothing to do.</summary>
    public void LaneIsIdle() => _idleLanes++;

    /// <summary>A sink has something to do, and can wait for more.</summary>
    public void LaneIsBusy() => _idleLanes--;

    /// <summary>Whether there is work for the router that cannot wait until a sink comes by.</summary>
    public bool IsWorthATurn(int events, long bytes) =>
        _idleLanes > 0 || events >= _gatheredAtMost || bytes >= _gatheredBytesAtMost;

    /// <summary>Whether it slept; if so, the caller wakes it.</summary>
    public bool TryEnd()
    {
        var wasAsleep = _isAsleep;
        _isAsleep = false;
        return wasAsleep;
    }

    /// <summary>It has looked, and goes to sleep if it found nothing to do.</summary>
    public void BeginIf(bool foundNothing) => _isAsleep = foundNothing;

    private static int Half(int events) => Math.Max(1, events / 2);
}
