using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace ActorLog.Options;

/// <summary>Reads one block of a configuration key by key, and collects every error with its path.</summary>
/// <remarks>
/// <para>
/// Keys are written in kebab-case; <c>MinBackoff</c> and <c>min_backoff</c> are read as <c>min-backoff</c>. A key that
/// nobody asked for is an error when <see cref="Finish"/> is called, with the nearest known key as a hint. A key that the
/// block lacks is looked up in the fallback block, if there is one (<c>default-sink</c>).
/// </para>
/// <para>No reflection: what is read is what the options' code asks for. Not thread-safe.</para>
/// </remarks>
public sealed class OptionsReader
{
    private readonly Dictionary<string, IConfigurationSection> _children = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _asked = new(StringComparer.Ordinal);
    private readonly List<OptionsReader> _sections = [];
    private readonly OptionsReader? _fallback;

    /// <summary>Creates a reader of a block.</summary>
    /// <param name="section">The block.</param>
    /// <param name="errors">Where errors are collected.</param>
    /// <param name="fallback">The block that has the values which this one lacks, or <see langword="null"/>.</param>
    public OptionsReader(IConfigurationSection section, OptionErrors errors, OptionsReader? fallback = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(errors);
        Path = section.Path;
        Errors = errors;
        _fallback = fallback;
        foreach (var child in section.GetChildren())
        {
            if (!_children.TryAdd(Spelling.Fold(child.Key), child))
            {
                errors.Add(
                    child.Path,
                    $"the key is written twice, also as '{_children[Spelling.Fold(child.Key)].Key}'"
                );
            }
        }
    }

    /// <summary>The configuration path of the block.</summary>
    public string Path { get; }

    /// <summary>Where errors are collected.</summary>
    public OptionErrors Errors { get; }

    /// <summary>The keys that were asked for, each with its default as text; a key of a block ends in <c>{}</c>.</summary>
    internal IReadOnlyDictionary<string, string> Asked => _asked;

    /// <summary>The blocks that were asked for.</summary>
    internal IReadOnlyList<OptionsReader> Sections => _sections;

    /// <summary>The configuration path of a key, as it is written in this block.</summary>
    public string PathOf(string key) =>
        _children.TryGetValue(Spelling.Fold(key), out var child) ? child.Path : $"{Path}:{key}";

    /// <summary>Whether the block (not its fallback) has the key.</summary>
    public bool Has(string key) => _children.ContainsKey(Spelling.Fold(key));

    /// <summary>Reads text.</summary>
    public string Text(string key, string defaultValue) => Scalar(key, defaultValue)?.Value ?? defaultValue;

    /// <summary>Reads text that may be absent.</summary>
    public string? OptionalText(string key) => Scalar(key, "")?.Value is { Length: > 0 } text ? text : null;

    /// <summary>Reads a truth value: <c>on</c>, <c>yes</c>, <c>true</c>; <c>off</c>, <c>no</c>, <c>false</c>.</summary>
    public bool Flag(string key, bool defaultValue) =>
        Read(key, defaultValue ? "on" : "off", TryParseFlag, "on or off", defaultValue);

    /// <summary>Reads a whole number.</summary>
    public int Int(string key, int defaultValue) =>
        Read(
            key,
            defaultValue.ToString(CultureInfo.InvariantCulture),
            static (string text, out int value) =>
                int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value),
            "a whole number",
            defaultValue
        );

    /// <summary>Reads a number.</summary>
    public double Number(string key, double defaultValue) =>
        Read(
            key,
            defaultValue.ToString(CultureInfo.InvariantCulture),
            static (string text, out double value) =>
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
                && double.IsFinite(value),
            "a number",
            defaultValue
        );

    /// <summary>Reads a duration: <c>200ms</c>, <c>10 s</c>, <c>00:00:10</c>, <c>infinite</c>; a bare number is milliseconds.</summary>
    public TimeSpan Duration(string key, TimeSpan defaultValue) =>
        Read(
            key,
            defaultValue == TimeSpan.MaxValue ? "infinite" : defaultValue.ToString("c", CultureInfo.InvariantCulture),
            Quantities.TryParseDuration,
            "a duration such as 200ms, 10s or 5m",
            defaultValue
        );

    /// <summary>Reads a size in bytes: <c>5 MiB</c>, <c>100 kB</c>; a bare number is bytes.</summary>
    public long Size(string key, long defaultValue) =>
        Read(
            key,
            defaultValue.ToString(CultureInfo.InvariantCulture),
            Quantities.TryParseSize,
            "a size such as 512 KiB or 5 MiB",
            defaultValue
        );

    /// <summary>Reads a level: <c>debug</c>, <c>warning</c>, <c>off</c>.</summary>
    public LogLevel Level(string key, LogLevel defaultValue)
    {
        var section = Scalar(key, defaultValue.ToString().ToLowerInvariant());
        return section is null ? defaultValue : ParseLevel(section, defaultValue);
    }

    /// <summary>Reads one of a few words.</summary>
    /// <param name="key">The key.</param>
    /// <param name="defaultValue">The value when the key is absent.</param>
    /// <param name="choices">The words and what they mean.</param>
    public T Choice<T>(string key, T defaultValue, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        var words = new List<string>();
        var defaultWord = "";
        foreach (var (word, value) in choices)
        {
            words.Add(word);
            if (defaultWord.Length == 0 && EqualityComparer<T>.Default.Equals(value, defaultValue))
            {
                defaultWord = word;
            }
        }

        var section = Scalar(key, defaultWord);
        if (section is null)
        {
            return defaultValue;
        }

        foreach (var (word, value) in choices)
        {
            if (Spelling.Fold(word) == Spelling.Fold(section.Value!.Trim()))
            {
                return value;
            }
        }

        AddUnknownWord(section.Path, section.Value!, words);
        return defaultValue;
    }

    /// <summary>Reads a list of texts; a single text is a list of one.</summary>
    public IReadOnlyList<string> List(string key)
    {
        var section = Find(key, "[]");
        if (section is null)
        {
            return [];
        }

        var items = section.GetChildren().ToArray();
        if (items.Length == 0)
        {
            return string.IsNullOrEmpty(section.Value) ? [] : [section.Value];
        }

        Errors.Require(string.IsNullOrEmpty(section.Value), section.Path, Shapes.TextOverList);
        Errors.Require(Shapes.IsList(section), section.Path, "expected a list or a text, found a block");
        foreach (var item in items.Where(item => item.Value is null && item.GetChildren().Any()))
        {
            Errors.Add(item.Path, $"expected a text, found {Shapes.Name(item)}");
        }

        return [.. items.Select(item => item.Value).OfType<string>()];
    }

    /// <summary>Reads a block of texts under names of the user's choice; a key with dots may be quoted or nested.</summary>
    public IReadOnlyDictionary<string, string> Map(string key) =>
        Entries(key).ToDictionary(entry => entry.Key, entry => entry.Value.Value!, StringComparer.Ordinal);

    /// <summary>Reads a block of levels under category prefixes.</summary>
    public IReadOnlyDictionary<string, LogLevel> Levels(string key)
    {
        var levels = new Dictionary<string, LogLevel>(StringComparer.Ordinal);
        foreach (var (prefix, section) in Entries(key))
        {
            if (LevelNames.TryParse(section.Value, out var level))
            {
                levels[prefix] = level;
            }
            else
            {
                AddUnknownWord(section.Path, section.Value!, LevelNames.Words);
            }
        }

        return levels;
    }

    /// <summary>A reader of the block under <paramref name="key"/>, empty when there is none.</summary>
    public OptionsReader Section(string key)
    {
        _asked[key] = "{}";
        var section = _children.TryGetValue(Spelling.Fold(key), out var child)
            ? child
            : new EmptySection($"{Path}:{key}", key);
        ExpectBlock(section);
        var reader = new OptionsReader(section, Errors, _fallback?.Section(key));
        _sections.Add(reader);
        return reader;
    }

    /// <summary>The blocks under <paramref name="key"/> by their names, in the order of the configuration.</summary>
    public IEnumerable<IConfigurationSection> Blocks(string key) => Block(key)?.GetChildren() ?? [];

    /// <summary>Reports that the block lacks a key, at the key that is probably meant for it if there is one.</summary>
    /// <param name="key">The key. When its value has been reported already, nothing is added.</param>
    /// <param name="message">What is missing.</param>
    public void Missing(string key, string message)
    {
        if (Errors.All.Any(error => error.Path == PathOf(key)))
        {
            return;
        }

        if (Spelling.Nearest(key, _children.Values.Select(child => child.Key)) is { } mistyped && !Has(key))
        {
            Errors.Add(PathOf(mistyped), $"unknown key '{mistyped}': {message}", $"did you mean '{key}'?");
        }
        else
        {
            Errors.Add(PathOf(key), message);
        }
    }

    /// <summary>Lets a key stand that somebody else reads.</summary>
    public void Ignore(string key) => _asked[key] = "";

    /// <summary>Reports the keys that nobody asked for, here and in the blocks below.</summary>
    public void Finish()
    {
        var known = _asked.Keys.ToDictionary(Spelling.Fold);
        foreach (var (folded, child) in _children)
        {
            if (!known.ContainsKey(folded))
            {
                var nearest = Spelling.Nearest(child.Key, _asked.Keys);
                Errors.Add(
                    child.Path,
                    $"unknown key '{child.Key}', expected one of: {string.Join(", ", _asked.Keys)}",
                    nearest is null ? null : $"did you mean '{nearest}'?"
                );
            }
        }

        foreach (var section in _sections)
        {
            section.Finish();
        }
    }

    internal void AddUnknownWord(string path, string found, IEnumerable<string> words)
    {
        var all = words.ToArray();
        var nearest = Spelling.Nearest(found, all);
        Errors.Add(
            path,
            $"expected one of: {string.Join(", ", all)}; found '{found}'",
            nearest is null ? null : $"did you mean '{nearest}'?"
        );
    }

    private Dictionary<string, IConfigurationSection> Entries(string key)
    {
        var entries = new Dictionary<string, IConfigurationSection>(StringComparer.Ordinal);
        if (Block(key) is { } section)
        {
            Flatten(section, "", entries);
        }

        return entries;
    }

    /// <summary>Nested names are joined by dots. A list is no name: <c>Tenant = [a, b]</c> is not <c>Tenant.0</c>.</summary>
    private void Flatten(IConfigurationSection section, string prefix, Dictionary<string, IConfigurationSection> all)
    {
        foreach (var child in section.GetChildren())
        {
            var name = prefix.Length == 0 ? child.Key : $"{prefix}.{child.Key}";
            if (child.Value is not null)
            {
                all[name] = child;
            }

            if (Shapes.IsList(child))
            {
                Errors.Add(child.Path, "expected a value, found a list");
            }
            else
            {
                Flatten(child, name, all);
            }
        }
    }

    private static bool TryParseFlag(string text, out bool value)
    {
        value = text.ToLowerInvariant() is "on" or "yes" or "true";
        return value || text.ToLowerInvariant() is "off" or "no" or "false";
    }

    private delegate bool Parser<T>(string text, out T value);

    private T Read<T>(string key, string defaultText, Parser<T> parse, string expected, T defaultValue)
    {
        var section = Scalar(key, defaultText);
        if (section is null)
        {
            return defaultValue;
        }

        if (parse(section.Value!.Trim(), out var value))
        {
            return value;
        }

        Errors.Add(section.Path, $"expected {expected}, found '{section.Value}'");
        return defaultValue;
    }

    private LogLevel ParseLevel(IConfigurationSection section, LogLevel defaultValue)
    {
        if (LevelNames.TryParse(section.Value, out var level))
        {
            return level;
        }

        AddUnknownWord(section.Path, section.Value!, LevelNames.Words);
        return defaultValue;
    }

    /// <summary>The section of a key that must hold a scalar; null when it is absent, null, or no scalar.</summary>
    private IConfigurationSection? Scalar(string key, string defaultText)
    {
        var section = Find(key, defaultText);
        if (section is { Value: null } && section.GetChildren().Any())
        {
            Errors.Add(section.Path, $"expected a value, found {Shapes.Name(section)}");
        }

        return section?.Value is null ? null : section;
    }

    /// <summary>The block under <paramref name="key"/>, however the key is spelt; <see langword="null"/> when there is none.</summary>
    internal IConfigurationSection? Block(string key)
    {
        var section = Find(key, "{}");
        if (section is not null)
        {
            ExpectBlock(section);
        }

        return section;
    }

    // What was found is not told: it may be a secret whose key was forgotten.
    private void ExpectBlock(IConfigurationSection section)
    {
        if (section.Value is { Length: > 0 })
        {
            Errors.Add(section.Path, "expected a block { }, found a value");
        }
    }

    private IConfigurationSection? Find(string key, string defaultText)
    {
        _asked[key] = defaultText;
        var inFallback = _fallback?.Find(key, defaultText);
        return _children.TryGetValue(Spelling.Fold(key), out var own) ? own : inFallback;
    }
}
