using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO.Enumeration;
using System.Linq;
using Microsoft.Extensions.Logging;

namespace ActorLog.AkkaNet;

/// <summary>Least levels of an actor system's lines by actor path or category, changeable while it runs.</summary>
/// <remarks>
/// <para>
/// A prefix that begins with a slash is an actor path without the address (<c>/user/orders</c>), any other a category, which
/// is the log class (<c>Akka.Remote</c>). A prefix covers itself and what is below it, and one that ends with a slash all that
/// begins with it. A star stands for any text, and a prefix with a star covers what is like the whole of it:
/// <c>/user/*/cart</c>, <c>/user/cart*</c>. The longest one decides, and one for the path before one for the category.
/// </para>
/// <para>
/// The path is that of the line's source; where the source is a class or a text, that of the actor which logs.
/// </para>
/// <para><c>akka.loglevel</c> comes before: what it keeps from being logged no level here can bring back. Thread-safe.</para>
/// </remarks>
public sealed class ActorLevels
{
    // Sources can be without number, as actors are; what does not fit is worked out each time.
    private const int MaxKept = 10_000;

    private readonly object _gate = new();
    private volatile Rules _rules;

    /// <summary>Creates it.</summary>
    /// <param name="levels">Levels by prefix.</param>
    public ActorLevels(IReadOnlyDictionary<string, LogLevel> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        _rules = new Rules(new Dictionary<string, LogLevel>(levels));
    }

    /// <summary>The levels now, by prefix.</summary>
    public IReadOnlyDictionary<string, LogLevel> Current => _rules.ByPrefix;

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _rules.ByPrefix.Count == 0;

    /// <summary>Sets the level of a prefix; lines logged from now on go by it.</summary>
    public void Set(string prefix, LogLevel level)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        Change(levels => levels[prefix] = level);
    }

    /// <summary>Takes the level of a prefix away.</summary>
    public void Remove(string prefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        Change(levels => levels.Remove(prefix));
    }

    /// <summary>The least level for a category and a source.</summary>
    /// <param name="category">The category.</param>
    /// <param name="source">Akka's log source: the path of an actor, or any text; or null.</param>
    public LogLevel For(string category, string? source)
    {
        ArgumentNullException.ThrowIfNull(category);
        return _rules.For(category, source);
    }

    /// <summary>Whether a source is, or begins with, the path of an actor.</summary>
    internal static bool IsPath(string source) => IndexOfPath(source) >= 0;

    // The first slash behind akka.tcp://orders@host:4053; a class or text has such an address behind it, and no more.
    private static int IndexOfPath(string source)
    {
        var scheme = source.IndexOf("://", StringComparison.Ordinal);
        return scheme < 0 ? (source.StartsWith('/') ? 0 : -1) : source.IndexOf('/', scheme + 3);
    }

    private void Change(Action<Dictionary<string, LogLevel>> change)
    {
        lock (_gate)
        {
            var levels = new Dictionary<string, LogLevel>(_rules.ByPrefix);
            change(levels);
            _rules = new Rules(levels);
        }
    }

    private sealed class Rules
    {
        private readonly KeyValuePair<string, LogLevel>[] _paths;
        private readonly KeyValuePair<string, LogLevel>[] _categories;
        private readonly ConcurrentDictionary<string, LogLevel?> _ofSources = new();
        private readonly ConcurrentDictionary<string, LogLevel?> _ofCategories = new();

        public Rules(Dictionary<string, LogLevel> byPrefix)
        {
            ByPrefix = byPrefix;
            var longestFirst = byPrefix.OrderByDescending(rule => rule.Key.Length).ToArray();
            _paths = [.. longestFirst.Where(rule => rule.Key[0] == '/')];
            _categories = [.. longestFirst.Where(rule => rule.Key[0] != '/')];
        }

        public Dictionary<string, LogLevel> ByPrefix { get; }

        public LogLevel For(string category, string? source) =>
            (source is null ? null : Find(_ofSources, source, _paths, PathOf))
            ?? Find(_ofCategories, category, _categories, static category => category)
            ?? LogLevel.Trace;

        private static LogLevel? Find(
            ConcurrentDictionary<string, LogLevel?> known,
            string name,
            KeyValuePair<string, LogLevel>[] rules,
            Func<string, string> subject
        )
        {
            if (rules.Length == 0)
            {
                return null;
            }

            if (known.TryGetValue(name, out var level))
            {
                return level;
            }

            var text = subject(name);
            foreach (var (prefix, least) in rules)
            {
                if (Covers(prefix, text))
                {
                    level = least;
                    break;
                }
            }

            if (known.Count < MaxKept)
            {
                known[name] = level;
            }

            return level;
        }

        // akka.tcp://orders@host:4053/user/cart#1 and akka://orders/user/cart (akka://orders) -> /user/cart
        private static string PathOf(string source)
        {
            var slash = IndexOfPath(source);
            if (slash < 0)
            {
                return "";
            }

            var path = source.AsSpan(slash);
            var end = path.IndexOfAny('#', ' ', '(');
            return (end < 0 ? path : path[..end]).ToString();
        }

        private static bool Covers(string prefix, string text) =>
            prefix.Contains('*', StringComparison.Ordinal)
                ? FileSystemName.MatchesSimpleExpression(prefix, text, ignoreCase: true)
                : text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
                    && (prefix[^1] == '/' || text.Length == prefix.Length || text[prefix.Length] is '/' or '.' or '+');
    }
}
