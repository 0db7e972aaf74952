namespace ActorLog.Host.Status;

/// <summary>What waits at a sink.</summary>
/// <param name="Events">Events that wait or are in flight.</param>
/// <param name="Capacity">The most that may wait.</param>
/// <param name="Bytes">The memory that they hold, an estimate.</param>
/// <param name="InFlight">Those that the worker has in hand.</param>
/// <param name="CapacityBytes">The most memory that they may hold.</param>
/// <param name="IsNearlyFull">Whether it is at more than 80 % of either limit.</param>
internal sealed record SinkQueueStatus(
    long Events,
    long Capacity,
    long Bytes,
    long InFlight,
    long CapacityBytes = 0,
    bool IsNearlyFull = false
);
