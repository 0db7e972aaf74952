using System.Globalization;

namespace ActorLog.Host.Audit;

/// <summary>Sequence numbers from the first to the last, both included.</summary>
internal readonly record struct SequenceRange(long First, long Last)
{
    /// <summary>How many numbers.</summary>
    public long Count => Last - First + 1;

    /// <inheritdoc/>
    public override string ToString() =>
        First == Last
            ? First.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{First}..{Last}");
}
