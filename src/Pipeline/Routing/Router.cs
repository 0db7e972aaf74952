using System;
using System.Collections.Generic;
using System.Linq;
using ActorLog.Events;
using Microsoft.Extensions.Logging;

namespace ActorLog.Routing;

/// <summary>Decides which sinks take an event. Pure; what it finds out about a category is kept on the category.</summary>
/// <remarks>
/// An event costs one look at its category's table by level, however many routes and prefixes there are; the table is made
/// once per category. Safe on any thread.
/// </remarks>
internal sealed class Router
{
    private const int Levels = (int)LogLevel.None + 1;

    private readonly Route[] _routes;
    private readonly CategoryLevels _pipelineLevels;
    private readonly bool[] _looksAtProperties;

    public Router(IEnumerable<Route> routes, LogLevel minLevel, IReadOnlyDictionary<string, LogLevel> levels)
    {
        _routes = [.. routes];
        _pipelineLevels = new CategoryLevels(minLevel, levels);
        _looksAtProperties = Array.ConvertAll(_routes, route => route.LooksAtProperties);
    }

    /// <summary>The least level of a category that any sink takes; None when nobody wants it.</summary>
    public LogLevel MinLevel(LogCategory category) => Table(category).MinLevel;

    /// <summary>The routes that an event's level and category allow, in the order of configuration.</summary>
    public ReadOnlySpan<int> Candidates(LogEvent logEvent) => Table(logEvent.Category).ByLevel[(int)logEvent.Level];

    /// <summary>Whether a candidate takes the event.</summary>
    public bool Takes(int route, LogEvent logEvent) =>
        !_looksAtProperties[route] || _routes[route].PassesProperties(logEvent);

    /// <summary>Whether a route takes the event: all of its conditions at once.</summary>
    public bool Wants(int route, LogEvent logEvent) => Candidates(logEvent).Contains(route) && Takes(route, logEvent);

    private CategoryTable Table(LogCategory category)
    {
        if (category.Routes is CategoryTable known && ReferenceEquals(known.Owner, this))
        {
            return known;
        }

        var table = Compile(category.Name);
        category.Routes = table;
        return table;
    }

    private CategoryTable Compile(string category)
    {
        var pipeline = _pipelineLevels.For(category);
        var least = Array.ConvertAll(_routes, route => route.MinLevel(category));
        var byLevel = new int[Levels][];
        var minLevel = LogLevel.None;
        for (var level = LogLevel.None; level >= LogLevel.Trace; level--)
        {
            byLevel[(int)level] =
                level == LogLevel.None || level < pipeline
                    ? []
                    : [.. Enumerable.Range(0, least.Length).Where(route => level >= least[route])];
            minLevel = byLevel[(int)level].Length > 0 ? level : minLevel;
        }

        return new CategoryTable(this, minLevel, byLevel);
    }

    private sealed record CategoryTable(Router Owner, LogLevel MinLevel, int[][] ByLevel);
}
