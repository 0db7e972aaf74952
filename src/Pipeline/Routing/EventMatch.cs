using System.Collections.Generic;
using System.Linq;

namespace ActorLog.Routing;

/// <summary>Categories and properties that a route names. Pure.</summary>
internal sealed class EventMatch(IReadOnlyList<string> categories, IReadOnlyDictionary<string, string> properties)
{
    public static readonly EventMatch Nothing = new([], new Dictionary<string, string>());

    public IReadOnlyList<string> Categories { get; } = categories;

    public IReadOnlyList<PropertyPattern> Properties { get; } =
        properties.Count == 0 ? [] : [.. properties.Select(pair => new PropertyPattern(pair.Key, pair.Value))];

    public bool MatchesCategory(string category) =>
        Categories.Any(pattern => CategoryPattern.Matches(pattern, category));
}
