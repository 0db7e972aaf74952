using System;
using System.Threading;
using ActorLog.Sinks;

namespace ActorLog.Runtime.Intake;

/// <summary>Whether the router sleeps, and what it is woken for. Guarded by the ingress's lock.</summary>
/// <remarks>
/// A sink that has nothing to do gets the next event at once. While every sink is writing, and for a moment after that,
/// events gather: whoever has written comes by for them, and a router that ran ahead of the sinks only woke threads. It is
/// woken all the same when half of the ingress is full, or half of what the smallest sink may hold: a queue's limit is its
/// sink's to apply.
/// <para>
/// There are two rests. A worker that comes by within a millisecond is waited for by all sinks; a sink at rest, for longer,
/// waits alone, and the others get their events as if it were busy.
/// </para>
/// </remarks>
/// <param name="gate">The lock. Taken by those members that say nothing else.</param>
/// <param name="options">The ingress's limits.</param>
internal sealed class RouterSleep(object gate, QueueOptions options)
{
    // What is worth a worker's while.
    private const int Few = 256;

    private int _gatheredAtMost = Half(options.MaxEvents);
    private long _gatheredBytesAtMost = options.MaxBytes / 2;
    private int _idleLanes;
    private int _lanesAtRest;
    private int _visitors;
    private long _begun;
    private bool _isAsleep = true;

    /// <summary>How many times a lane that had nothing to do was given something, at a look without the lock.</summary>
    public long Begun => Volatile.Read(ref _begun);

    /// <summary>Whether a lane has nothing to do, at a look without the lock.</summary>
    public bool HasIdleLane => Volatile.Read(ref _idleLanes) > 0;

    /// <summary>There is one more sink, or lane of a sink, that has nothing to do yet.</summary>
    public void AddLane(QueueOptions queue)
    {
        using (Uninterrupted.Enter(gate))
        {
            _gatheredAtMost = Math.Min(_gatheredAtMost, Half(queue.MaxEvents));
            _gatheredBytesAtMost = Math.Min(_gatheredBytesAtMost, queue.MaxBytes / 2);
            _idleLanes++;
        }
    }

    /// <summary>A sink has nothing to do. Called under the lock.</summary>
    public void LaneIsIdle() => _idleLanes++;

    /// <summary>A sink has something to do, and can wait for more.</summary>
    public void LaneIsBusy()
    {
        using (Uninterrupted.Enter(gate))
        {
            _idleLanes--;
            _begun++;
        }
    }

    /// <summary>A worker that has written will come by in a moment, for whatever has gathered then.</summary>
    public void ExpectVisit()
    {
        using (Uninterrupted.Enter(gate))
        {
            _visitors++;
        }
    }

    /// <summary>It is coming by. Called under the lock.</summary>
    public void BeginVisit() => _visitors--;

    /// <summary>A sink that has nothing to do can wait for its next events for a while.</summary>
    public void BeginLaneRest()
    {
        using (Uninterrupted.Enter(gate))
        {
            _lanesAtRest++;
        }
    }

    /// <summary>It waits no longer: whoever calls this visits the router then.</summary>
    public void EndLaneRest()
    {
        using (Uninterrupted.Enter(gate))
        {
            _lanesAtRest--;
        }
    }

    /// <summary>
    /// Whether so few events wait that a worker who has just written rests before it comes by for them. Takes no lock: it may
    /// be wrong by a few events.
    /// </summary>
    public bool MayRest(int events) => events < Math.Min(Few, _gatheredAtMost / 2);

    /// <summary>Whether there is work for the router that cannot wait until a sink comes by. Called under the lock.</summary>
    public bool IsWorthATurn(int events, long bytes) =>
        (_idleLanes > _lanesAtRest && _visitors == 0) || events >= _gatheredAtMost || bytes >= _gatheredBytesAtMost;

    /// <summary>Whether it slept; if so, the caller wakes it. Called under the lock.</summary>
    public bool TryEnd()
    {
        var wasAsleep = _isAsleep;
        _isAsleep = false;
        return wasAsleep;
    }

    /// <summary>It was to be woken, and could not.</summary>
    public void StaysAsleep()
    {
        using (Uninterrupted.Enter(gate))
        {
            _isAsleep = true;
        }
    }

    /// <summary>It has looked, and goes to sleep if it found nothing to do. Called under the lock.</summary>
    public void BeginIf(bool foundNothing) => _isAsleep = foundNothing;

    private static int Half(int events) => Math.Max(1, events / 2);
}
