namespace ActorLog.Runtime;

/// <summary>How a sink is doing.</summary>
public enum SinkState
{
    /// <summary>It delivers, or has nothing to deliver.</summary>
    Running,

    /// <summary>A delivery failed; the same batch is tried again later.</summary>
    BackingOff,

    /// <summary>So many deliveries failed in a row that the destination counts as down; it is probed now and then.</summary>
    Open,

    /// <summary>The destination refuses us (401, 403, 404): the data is kept and the destination probed slowly.</summary>
    Refused,

    /// <summary>Somebody paused it; events wait.</summary>
    Paused,

    /// <summary>The pipeline is stopping; what is left is being delivered.</summary>
    Draining,

    /// <summary>It delivers no more.</summary>
    Stopped,
}
