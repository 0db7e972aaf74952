using System;
using System.Collections.Generic;
using ActorLog.Events;

namespace ActorLog.Text;

/// <summary>
/// Finds the properties that others of the same name hide: the message's hide the scopes', inner scopes hide outer ones,
/// and of two in the message the first counts, as in <see cref="LogEvent.TryGetProperty"/>.
/// </summary>
internal sealed class ShadowedNames
{
    // Up to here comparing each with each is faster than a set; beyond, an event of 100,000 properties would take minutes.
    private const int Few = 24;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private bool[] _hidden = [];

    /// <summary>Looks at the properties of the event that is written next.</summary>
    public void Examine(LogEvent logEvent)
    {
        var properties = logEvent.Properties;
        if (properties.Length <= Few)
        {
            return;
        }

        if (_hidden.Length < properties.Length)
        {
            _hidden = new bool[properties.Length];
        }

        _seen.Clear();
        for (var i = 0; i < logEvent.MessagePropertyCount; i++)
        {
            _hidden[i] = !_seen.Add(properties[i].Name);
        }

        for (var i = properties.Length - 1; i >= logEvent.MessagePropertyCount; i--)
        {
            _hidden[i] = !_seen.Add(properties[i].Name);
        }
    }

    /// <summary>Whether the property at <paramref name="index"/> of the examined event is hidden.</summary>
    public bool IsHidden(LogEvent logEvent, int index)
    {
        var properties = logEvent.Properties;
        if (properties.Length > Few)
        {
            return _hidden[index];
        }

        var name = properties[index].Name;
        var ofMessage = logEvent.MessagePropertyCount;
        return index < ofMessage
            ? Contains(properties[..index], name)
            : Contains(properties[..ofMessage], name) || Contains(properties[(index + 1)..], name);
    }

    private static bool Contains(ReadOnlySpan<LogProperty> properties, string name)
    {
        foreach (ref readonly var property in properties)
        {
            if (string.Equals(property.Name, name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
