using System;

namespace ActorLog.Runtime.Delivery;

/// <summary>How fast a destination that was down is given what has piled up meanwhile. Pure.</summary>
/// <remarks>
/// What comes back from an outage is weak: it is given at most so many events a second until the backlog is gone, and all
/// there is from then on.
/// </remarks>
/// <param name="eventsPerSecond">The most events a second; 0 for as many as it takes.</param>
internal sealed class DeliveryPace(int eventsPerSecond)
{
    private bool _isSlow;

    /// <summary>When the next batch may go; in the past when nothing holds it up.</summary>
    public TimeSpan NotBefore { get; private set; } = TimeSpan.MinValue;

    /// <summary>The most events that the next batch may have: what may go in a second.</summary>
    public int MostEvents => _isSlow ? eventsPerSecond : int.MaxValue;

    /// <summary>The destination has taken something after it had been down.</summary>
    public void OutageEnded() => _isSlow = eventsPerSecond > 0;

    /// <summary>The destination is done with so many events; those that it wants again are none of them.</summary>
    public void Settled(int events, TimeSpan now)
    {
        if (_isSlow)
        {
            NotBefore = now + TimeSpan.FromSeconds((double)events / eventsPerSecond);
        }
    }

    /// <summary>Nothing waits any more.</summary>
    public void CaughtUp()
    {
        _isSlow = false;
        NotBefore = TimeSpan.MinValue;
    }
}
