using System;
using System.Collections.Generic;
using ActorLog.Options;

namespace ActorLog.Sinks;

/// <summary>The kinds of sinks by the words that configurations use. No type is ever looked up by reflection.</summary>
internal sealed class SinkTypes
{
    private readonly SortedDictionary<string, Func<OptionsReader, SinkOptions>> _byName = new(StringComparer.Ordinal)
    {
        ["console"] = reader => ConsoleSinkOptions.Read(reader),
        ["file"] = reader => FileSinkOptions.Read(reader),
        ["http"] = reader => HttpSinkOptions.Read(reader),
    };

    /// <summary>The known words.</summary>
    public IReadOnlyCollection<string> Names => _byName.Keys;

    public void Add(string type, Func<OptionsReader, SinkOptions> read) => _byName[type.ToLowerInvariant()] = read;

    /// <summary>Reads a sink's block; <see langword="null"/>, and an error, when its type is missing or unknown.</summary>
    public SinkOptions? Read(OptionsReader reader)
    {
        var type = reader.OptionalText("type");
        if (type is null)
        {
            reader.Missing("type", $"the type of the sink is missing, expected one of: {string.Join(", ", Names)}");
            return null;
        }

        if (!_byName.TryGetValue(type.ToLowerInvariant(), out var read))
        {
            reader.AddUnknownWord(reader.PathOf("type"), type, Names);
            return null;
        }

        return read(reader);
    }

    /// <summary>What reads each kind of sink, for the block that is every sink's fallback: it may have the keys of any.</summary>
    public IEnumerable<Func<OptionsReader, SinkOptions>> Readers => _byName.Values;
}
