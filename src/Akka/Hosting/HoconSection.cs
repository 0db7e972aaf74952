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
    public static IConfigurationSection Of(Config config, string path)
    {
        var values = new Dictionary<string, string?>();
        if (config.HasPath(path) && config.GetConfig(path) is { IsEmpty: false } block)
        {
            Add(values, path, block.Root);
        }

        return new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection(path);
    }

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
