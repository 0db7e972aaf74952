using System.Linq;
using ActorLog.Options;
using Microsoft.Extensions.Configuration;

namespace ActorLog.Kit;

/// <summary>Configuration as a test writes it: keys with colons, and values.</summary>
public static class Configured
{
    /// <summary>A reader of the block <c>sink</c> that has the given keys.</summary>
    public static OptionsReader Block(OptionErrors errors, params (string Key, string Value)[] entries)
    {
        var pairs = entries.ToDictionary(entry => $"sink:{entry.Key}", entry => (string?)entry.Value);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(pairs).Build();
        return new OptionsReader(configuration.GetSection("sink"), errors);
    }
}
