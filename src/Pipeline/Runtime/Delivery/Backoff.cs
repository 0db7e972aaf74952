using System;
using ActorLog.Sinks;

namespace ActorLog.Runtime.Delivery;

/// <summary>How long to wait before a failed batch is tried again. Pure.</summary>
internal static class Backoff
{
    /// <summary>
    /// <c>min(max, min * 2^(attempt - 1)) * (1 + chance * factor)</c>, as Akka's BackoffSupervisor has it, and at least what
    /// the destination asked for.
    /// </summary>
    /// <param name="retry">The bounds.</param>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="retryAfter">What the destination asked for.</param>
    /// <param name="chance">A random number of 0 to 1.</param>
    public static TimeSpan After(RetryOptions retry, int attempt, TimeSpan? retryAfter, double chance)
    {
        var doublings = Math.Min(attempt - 1, 40);
        var wait = Math.Min(retry.MaxBackoff.TotalSeconds, retry.MinBackoff.TotalSeconds * Math.Pow(2, doublings));
        var jittered = TimeSpan.FromSeconds(wait * (1 + (chance * retry.RandomFactor)));
        return retryAfter > jittered ? retryAfter.Value : jittered;
    }
}
