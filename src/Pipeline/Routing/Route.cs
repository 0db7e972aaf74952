using System.Collections.Generic;
using System.Linq;
using ActorLog.Events;
using Microsoft.Extensions.Logging;

namespace ActorLog.Routing;

/// <summary>Which events one sink takes: least levels by category, then what is included and excluded. Pure.</summary>
internal sealed class Route
{
    private readonly CategoryLevels _levels;
    private readonly EventMatch _include;
    private readonly EventMatch _exclude;

    public Route(
        LogLevel minLevel,
        IReadOnlyDictionary<string, LogLevel> levels,
        EventMatch include,
        EventMatch exclude
    )
    {
        _levels = new CategoryLevels(minLevel, levels);
        _include = include;
        _exclude = exclude;
    }

    /// <summary>Whether single events have to be looked at, beyond level and category.</summary>
    public bool LooksAtProperties => _include.Properties.Count > 0 || _exclude.Properties.Count > 0;

    /// <summary>The least level that the sink takes of a category; None when it takes none of it.</summary>
    public LogLevel MinLevel(string category) =>
        (_include.Categories.Count > 0 && !_include.MatchesCategory(category)) || _exclude.MatchesCategory(category)
            ? LogLevel.None
            : _levels.For(category);

    /// <summary>Whether the properties of an event let it pass.</summary>
    public bool PassesProperties(LogEvent logEvent) =>
        _include.Properties.All(property => property.Matches(logEvent))
        && !_exclude.Properties.Any(property => property.Matches(logEvent));
}
