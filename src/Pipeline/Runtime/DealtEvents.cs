using System.Collections.Generic;
using System.Threading;

namespace ActorLog.Runtime;

/// <summary>How many events the router has dealt out, and so how many were not for a sink: all but those it was given.</summary>
/// <remarks>
/// Counted once per turn for all sinks, and apart only for those that were given something: what a turn costs does not grow
/// with the sinks that its events are not for. Thread-safe.
/// </remarks>
internal sealed class DealtEvents
{
    private readonly Lock _gate = new();

    // Guarded by _gate, and so are the accounts' counts of what they were given: both change in one step.
    private long _dealt;

    /// <summary>A turn is over; its events have not been handed over yet.</summary>
    /// <param name="dealt">How many events it had.</param>
    /// <param name="takers">The sinks that take any of them.</param>
    public void Add(int dealt, List<SinkLanes> takers)
    {
        using (Uninterrupted.Enter(_gate))
        {
            _dealt += dealt;
            foreach (var taker in takers)
            {
                taker.CountGiven();
            }
        }
    }

    /// <summary>How many were not for a sink that was given as many as <paramref name="account"/> says.</summary>
    public long NotFor(SinkAccount account)
    {
        using (Uninterrupted.Enter(_gate))
        {
            return _dealt - account.Given;
        }
    }
}
