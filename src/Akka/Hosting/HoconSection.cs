using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Akka.Configuration;
using Akka.Configuration.Hocon;
using Microsoft.Extensions.Configuration;

namespace ActorLog.AkkaNet.Hosting;

/// <summary>A block of Akka's configuration as a block of .NET's.</summary>
internal static class HoconSection
{
    /// <exception cref="ConfigurationException">A substitution is not what Akka's parser can do; it names the key.</exception>
    public static IConfigurationSection Of(Config config, string path)
    {
        var values = new Dictionary<string, string?>();

        // Not GetConfig: of a configuration in layers it compares the block with itself, along each substitution.
        if (!config.IsEmpty && config.GetValue(path) is { IsEmpty: false } block)
        {
            ThrowAtCycle(block, path, new HashSet<HoconValue>(ReferenceEqualityComparer.Instance));
            Add(values, path, block);
        }

        return new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection(path);
    }

    // Akka reads ${?X} as a reference to the whole configuration, with X behind it: whoever follows it never comes to an end.
    private static void ThrowAtCycle(HoconValue value, string path, HashSet<HoconValue> above)
    {
        if (!above.Add(value))
        {
            throw Cycle(path);
        }

        foreach (var element in value.Values)
        {
            switch (element)
            {
                case HoconSubstitution { ResolvedValue: { } resolved } substitution:
                    if (string.IsNullOrEmpty(substitution.Path))
                    {
                        throw Cycle(path);
                    }

                    ThrowAtCycle(resolved, path, above);
                    break;
                case HoconObject block:
                    foreach (var (key, child) in block.Items)
                    {
                        ThrowAtCycle(child, $"{path}.{key}", above);
                    }

                    break;
                case HoconArray list:
                    list.ForEach(child => ThrowAtCycle(child, path, above));
                    break;
            }
        }

        above.Remove(value);
    }

    private static ConfigurationException Cycle(string path) =>
        new(
            $"{path} has a substitution that Akka's HOCON parser does not understand, such as ${{?X}}, or one that leads back "
                + "to itself. Use WithActorLog(\"service.conf\"): ActorLog's own parser reads the file then, and all of HOCON works."
        );

    private static void Add(Dictionary<string, string?> values, string path, HoconValue value)
    {
        if (value.IsObject())
        {
            foreach (var (key, child) in value.GetObject().Items)
            {
                Add(values, $"{path}:{key.Trim('"')}", child);
            }
        }
        else if (value.IsArray())
        {
            foreach (var (i, child) in value.GetArray().Index())
            {
                Add(values, string.Create(CultureInfo.InvariantCulture, $"{path}:{i}"), child);
            }
        }
        else
        {
            values[path] = value.GetString();
        }
    }
}
