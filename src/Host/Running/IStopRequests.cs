using System.Threading;

namespace ActorLog.Host.Running;

/// <summary>What the operator asked for.</summary>
internal interface IStopRequests
{
    /// <summary>Cancelled when the host is to deliver what it has, and to end.</summary>
    CancellationToken Drain { get; }

    /// <summary>Cancelled when the host is to end at once.</summary>
    CancellationToken Now { get; }
}
