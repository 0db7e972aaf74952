namespace ActorLog.Host.Audit;

/// <summary>What the audit of one session has found.</summary>
/// <param name="Name">The session.</param>
/// <param name="Events">How many events came, repeats not counted.</param>
/// <param name="Missing">The numbers that did not come.</param>
/// <param name="Repeats">The numbers that came again.</param>
/// <param name="Disorder">The numbers that came behind a higher one, and not before it.</param>
internal sealed record SessionReport(
    string Name,
    long Events,
    MissingTotals Missing,
    Incidents Repeats,
    Incidents Disorder
)
{
    /// <summary>From the lowest number to the highest, or <see langword="null"/> when there are none.</summary>
    public SequenceRange? Numbers { get; init; }

    /// <summary>How many gap notices there are.</summary>
    public long Notices { get; init; }

    /// <summary>How many dropped events they tell of, with those that never had a number.</summary>
    public long Dropped { get; init; }
}
