using System;
using System.Collections.Generic;
using ActorLog.Events;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>The properties that an event gets from JSON, where a name may come twice.</summary>
/// <remarks>
/// The last value counts, as most readers of JSON have it, and takes the place of the earlier one. That goes to the end: the
/// event still holds it, and hides it as it hides every further property of a name.
/// </remarks>
internal struct JsonProperties(IList<LogProperty> properties)
{
    // Up to here comparing each with each is faster than a table; beyond, an object of 100,000 members would take minutes.
    private const int Few = 24;

    private Dictionary<string, int>? _places;

    /// <summary>Adds a property.</summary>
    public void Add(string name, LogValue value)
    {
        var place = PlaceOf(name);
        if (place >= 0)
        {
            properties.Add(properties[place]);
            properties[place] = new LogProperty(name, value);
        }
        else
        {
            _places?.Add(name, properties.Count);
            properties.Add(new LogProperty(name, value));
        }
    }

    private int PlaceOf(string name)
    {
        if (properties.Count >= Few)
        {
            return (_places ??= Places()).GetValueOrDefault(name, -1);
        }

        for (var i = 0; i < properties.Count; i++)
        {
            if (string.Equals(properties[i].Name, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    private readonly Dictionary<string, int> Places()
    {
        var places = new Dictionary<string, int>(2 * Few, StringComparer.Ordinal);
        for (var i = 0; i < properties.Count; i++)
        {
            places.TryAdd(properties[i].Name, i);
        }

        return places;
    }
}
