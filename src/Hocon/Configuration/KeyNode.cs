using System;
using System.Collections.Generic;
using ActorLog.Hocon.Values;
using Microsoft.Extensions.Configuration;

namespace ActorLog.Hocon.Configuration;

/// <summary>
/// A section of the configuration. Its key is as it was written; it is found by that key in any case, and by the name
/// of the property that the key means.
/// </summary>
internal sealed class KeyNode(string key, HoconValue value, HoconOrigin? keyOrigin)
{
    private readonly List<KeyNode> _hyphenated = [];
    private Dictionary<string, KeyNode>? _children;

    public string Key { get; } = key;

    /// <summary>The last value that was written here.</summary>
    public HoconValue Value { get; set; } = value;

    public HoconOrigin? KeyOrigin { get; } = keyOrigin;

    /// <summary>Whether the section itself has a value, be it null, and not only children.</summary>
    public bool HasText { get; set; }

    public IEnumerable<string> ChildKeys
    {
        get
        {
            foreach (var child in _children?.Values ?? (IEnumerable<KeyNode>)[])
            {
                yield return child.Key;
            }
        }
    }

    public KeyNode? Child(string key) => _children?.GetValueOrDefault(key);

    public void Add(KeyNode child)
    {
        (_children ??= new Dictionary<string, KeyNode>(StringComparer.OrdinalIgnoreCase)).Add(child.Key, child);
        if (child.Key.Contains('-'))
        {
            _hyphenated.Add(child);
        }
    }

    /// <summary>
    /// Finds the section at a path, and whether a part of the path is spelled as a property, with a capital first.
    /// </summary>
    public KeyNode? Find(string? path, out bool isProperty)
    {
        isProperty = false;
        var node = this;
        for (var rest = path.AsSpan(); node is not null && path is not null; )
        {
            var end = rest.IndexOf(ConfigurationPath.KeyDelimiter);
            var name = end < 0 ? rest : rest[..end];
            isProperty |= name.Length > 0 && char.IsUpper(name[0]);
            node = node.FindChild(name);
            if (end < 0)
            {
                break;
            }

            rest = rest[(end + 1)..];
        }

        return node;
    }

    private KeyNode? FindChild(ReadOnlySpan<char> name)
    {
        if (_children is null)
        {
            return null;
        }

        if (_children.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var exact))
        {
            return exact;
        }

        foreach (var child in _hyphenated)
        {
            if (Kebab.Means(name, child.Key))
            {
                return child;
            }
        }

        return null;
    }
}
