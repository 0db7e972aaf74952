using System.Collections.Generic;
using ActorLog.Options;

namespace ActorLog.Sinks;

/// <summary>Which events a route takes or leaves, by category and by property. An empty filter names none.</summary>
public sealed record EventFilter
{
    /// <summary>
    /// Category prefixes: <c>Shop</c> means <c>Shop</c> and <c>Shop.Orders</c>; <c>*</c> stands for any text.
    /// Default: none.
    /// </summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Property names and the texts their values must have; <c>*</c> is any value. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the filter names nothing.</summary>
    public bool IsEmpty => Categories.Count == 0 && Properties.Count == 0;

    internal static EventFilter Read(OptionsReader reader, EventFilter defaults)
    {
        var filter = new EventFilter { Categories = reader.List("categories"), Properties = reader.Map("properties") };
        return filter.IsEmpty ? defaults : filter;
    }
}
