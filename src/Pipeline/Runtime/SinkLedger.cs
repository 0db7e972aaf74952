using System.Globalization;

namespace ActorLog.Runtime;

/// <summary>
/// The account of one sink at one moment: <c>accepted = delivered + filtered + dropped + dead-lettered + buffered</c>.
/// </summary>
/// <param name="Accepted">Events that the pipeline has accepted.</param>
/// <param name="Filtered">Those that this sink's route does not take.</param>
/// <param name="Delivered">Those that the destination has acknowledged.</param>
/// <param name="Dropped">Those that were dropped, whatever the reason.</param>
/// <param name="DeadLettered">Those that the destination rejected for good.</param>
/// <param name="Buffered">Those that are still on their way.</param>
public sealed record SinkLedger(
    long Accepted,
    long Filtered,
    long Delivered,
    long Dropped,
    long DeadLettered,
    long Buffered
)
{
    /// <summary>Whether the account balances.</summary>
    public bool IsBalanced => Buffered >= 0 && Accepted == Delivered + Filtered + Dropped + DeadLettered + Buffered;

    /// <summary>The account on one line.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"accepted {Accepted} = delivered {Delivered} + filtered {Filtered} + dropped {Dropped} + dead-lettered {DeadLettered} + buffered {Buffered}"
        );
}
