using System.Collections.Generic;
using System.Linq;

namespace ActorLog.Chaos;

/// <summary>What went wrong, by kind: how often, and the first few.</summary>
internal sealed class Findings
{
    private const int Kept = 5;

    private readonly SortedDictionary<string, (long Count, List<string> First)> _kinds = [];

    public Findings() { }

    public Findings(Findings other)
    {
        foreach (var (kind, (count, first)) in other._kinds)
        {
            _kinds[kind] = (count, [.. first]);
        }
    }

    public void Add(string kind, string what)
    {
        var (count, first) = _kinds.GetValueOrDefault(kind, (0, []));
        if (first.Count < Kept)
        {
            first.Add(what.Length > 100 ? what[..100] : what);
        }

        _kinds[kind] = (count + 1, first);
    }

    public IReadOnlyList<string> ToLines() =>
        [.. _kinds.Select(kind => $"{kind.Key}: {kind.Value.Count}, such as {string.Join("; ", kind.Value.First)}")];
}
