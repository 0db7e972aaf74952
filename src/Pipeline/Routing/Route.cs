using System.Collections.Generic;
using System.Linq;
using ActorLog.Events;
using Microsoft.Extensions.Logging;

namespace ActorLog.Routing;

/// <summary>Which events one sink takes: least levels by category, then what is named or exempted. Pure.</summary>
internal sealed class Route
{
    private readonly CategoryLevels _levels;
    private readonly EventMatch _only;
    private readonly EventMatch _except;

    public Route(LogLevel minLevel, IReadOnlyDictionary<string, LogLevel> levels, EventMatch only, EventMatch except)
    {
        _levels = new CategoryLevels(minLevel, levels);
        _only = only;
        _except = except;
    }

    /// <summary>Whether single events have to be looked at, beyond level and category.</summary>
    public bool LooksAtProperties => _only.Properties.Count > 0 || _except.Properties.Count > 0;

    /// <summary>The least level that the sink takes of a category; None when it takes none of it.</summary>
    public LogLevel MinLevel(string category) =>
        (_only.Categories.Count > 0 && !_only.MatchesCategory(category)) || _except.MatchesCategory(category)
            ? LogLevel.None
            : _levels.For(category);

    /// <summary>Whether the properties of an event let it pass.</summary>
    public bool PassesProperties(LogEvent logEvent) =>
        _only.Properties.All(property => property.Matches(logEvent))
        && !_except.Properties.Any(property => property.Matches(logEvent));
}
