using System.Collections.Generic;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace ActorLog.Options;

/// <summary>A block that the configuration does not have.</summary>
internal sealed class EmptySection(string path, string key) : IConfigurationSection
{
    public string Key => key;

    public string Path => path;

    public string? Value
    {
        get => null;
        set { }
    }

    public string? this[string name]
    {
        get => null;
        set { }
    }

    public IEnumerable<IConfigurationSection> GetChildren() => [];

    public IChangeToken GetReloadToken() => new CancellationChangeToken(default);

    public IConfigurationSection GetSection(string name) => new EmptySection($"{path}:{name}", name);
}
