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
    /// <summary>Events that an earlier run had left in the journal for this sink; they stand beside those accepted.</summary>
    public long Recovered { get; init; }

    /// <summary>Those of the buffered ones that the journal holds, so that they outlive the process.</summary>
    public long Journaled { get; init; }

    /// <summary>Whether the account balances.</summary>
    public bool IsBalanced =>
        Buffered >= 0 && Accepted + Recovered == Delivered + Filtered + Dropped + DeadLettered + Buffered;

    /// <summary>The account on one line.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"accepted {Accepted}{Optional(" + recovered ", Recovered)} = delivered {Delivered} + filtered {Filtered} + dropped {Dropped} + dead-lettered {DeadLettered} + buffered {Buffered}{(Journaled > 0 ? $" ({Journaled} in the journal)" : "")}"
        );

    private static string Optional(string name, long count) =>
        count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{name}{count}");
}
