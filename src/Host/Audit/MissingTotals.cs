using System.Collections.Generic;

namespace ActorLog.Host.Audit;

/// <summary>Counts missing numbers, and keeps the first ranges of them.</summary>
internal sealed class MissingTotals
{
    /// <summary>How many ranges are kept.</summary>
    public const int Kept = 1_000;

    private readonly List<MissingRange> _ranges = [];
    private MissingRange? _last;

    /// <summary>Missing numbers that gap notices explain.</summary>
    public long Told { get; private set; }

    /// <summary>Missing numbers that nothing explains.</summary>
    public long Untold { get; private set; }

    /// <summary>The first ranges.</summary>
    public IReadOnlyList<MissingRange> Ranges => _ranges;

    /// <summary>How many ranges are not kept.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Counts a range above all others.</summary>
    public void Add(MissingRange range)
    {
        if (range.IsTold)
        {
            Told += range.Numbers.Count;
        }
        else
        {
            Untold += range.Numbers.Count;
        }

        // What two notices explain side by side is one range.
        var isContinued =
            _last is { } last && last.IsTold == range.IsTold && last.Numbers.Last + 1 == range.Numbers.First;
        _last = range;
        if (isContinued && LeftOut == 0)
        {
            _ranges[^1] = _ranges[^1] with { Numbers = _ranges[^1].Numbers with { Last = range.Numbers.Last } };
        }
        else if (!isContinued && _ranges.Count < Kept)
        {
            _ranges.Add(range);
        }
        else if (!isContinued)
        {
            LeftOut++;
        }
    }
}
