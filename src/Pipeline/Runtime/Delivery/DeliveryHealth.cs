using System;
using ActorLog.Sinks;

namespace ActorLog.Runtime.Delivery;

/// <summary>How a destination has answered of late, and so when it is tried next. Pure.</summary>
internal sealed class DeliveryHealth(RetryOptions retry, CircuitBreakerOptions circuit, Func<double> chance)
{
    /// <summary>Failed attempts since the last success.</summary>
    public int FailuresInARow { get; private set; }

    /// <summary>How many failures there were: a sink may give the same one, as an object, again and again.</summary>
    public long Failures { get; private set; }

    /// <summary>The last failure, whether or not it has been overcome.</summary>
    public SinkFailure? LastFailure { get; private set; }

    /// <summary>When the next attempt is due; in the past when nothing holds it up.</summary>
    public TimeSpan NotBefore { get; private set; } = TimeSpan.MinValue;

    /// <summary>What the failures amount to.</summary>
    public SinkState State =>
        FailuresInARow == 0 ? SinkState.Running
        : LastFailure?.Kind == FailureKind.Refused ? SinkState.Refused
        : FailuresInARow >= circuit.MaxFailures ? SinkState.Open
        : SinkState.BackingOff;

    /// <summary>Whether the destination counts as down: its circuit is open, or it refuses everything.</summary>
    public bool IsDown => State is SinkState.Open or SinkState.Refused;

    /// <summary>The destination has taken something, or at least answered for good.</summary>
    public void Succeed()
    {
        FailuresInARow = 0;
        NotBefore = TimeSpan.MinValue;
    }

    /// <summary>A failure that holds nothing up: the destination is alive, it only dislikes the events.</summary>
    public void Note(SinkFailure failure)
    {
        LastFailure = failure;
        Failures++;
    }

    /// <summary>A failure after which the same batch is tried again.</summary>
    public void Fail(SinkFailure failure, TimeSpan now)
    {
        Note(failure);
        FailuresInARow++;
        var bounds =
            failure.Kind == FailureKind.Refused
                ? retry with
                {
                    MinBackoff = retry.RefusedBackoff,
                    MaxBackoff = retry.RefusedBackoff,
                }
                : retry;
        var wait = Backoff.After(bounds, FailuresInARow, failure.RetryAfter, chance());
        if (State == SinkState.Open && wait < circuit.ResetTimeout)
        {
            wait = circuit.ResetTimeout;
        }

        NotBefore = wait > TimeSpan.MaxValue - now ? TimeSpan.MaxValue : now + wait;
    }

    /// <summary>Somebody wants the next attempt at once.</summary>
    public void Hurry() => NotBefore = TimeSpan.MinValue;
}
