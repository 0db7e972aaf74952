using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Extensions.Logging;

namespace ActorLog.Routing;

/// <summary>The least level for a category: that of the longest prefix that matches, else the general one. Pure.</summary>
internal sealed class CategoryLevels
{
    private readonly LogLevel _general;
    private readonly KeyValuePair<string, LogLevel>[] _longestFirst;

    public CategoryLevels(LogLevel general, IReadOnlyDictionary<string, LogLevel> prefixes)
    {
        _general = general;
        _longestFirst =
            prefixes.Count == 0
                ? []
                :
                [
                    .. prefixes
                        .OrderByDescending(prefix => prefix.Key.Length)
                        .ThenBy(prefix => prefix.Key, StringComparer.Ordinal),
                ];
    }

    public LogLevel For(string category)
    {
        foreach (var (prefix, level) in _longestFirst)
        {
            if (CategoryPattern.Matches(prefix, category))
            {
                return level;
            }
        }

        return _general;
    }
}
