using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using Microsoft.Extensions.Configuration;

namespace ActorLog.Hocon;

/// <summary>Adds HOCON to a configuration.</summary>
public static class HoconConfigurationExtensions
{
    /// <summary>Adds a file, with all that it includes.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The file, relative to the base path of the builder.</param>
    /// <param name="optional">Whether it may be missing.</param>
    /// <param name="reloadOnChange">Whether changes of it and of included files are loaded.</param>
    /// <returns>The builder.</returns>
    /// <remarks>A wrong file is a <see cref="HoconException"/> when the configuration is built.</remarks>
    public static IConfigurationBuilder AddHoconFile(
        this IConfigurationBuilder builder,
        string path,
        bool optional = false,
        bool reloadOnChange = false
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return builder.AddHocon(source =>
        {
            source.Path = path;
            source.Optional = optional;
            source.ReloadOnChange = reloadOnChange;
        });
    }

    /// <summary>Adds a stream of UTF-8, which is read when the configuration is built.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="stream">The stream; it stays open.</param>
    /// <returns>The builder.</returns>
    public static IConfigurationBuilder AddHoconStream(this IConfigurationBuilder builder, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return builder.AddHocon(source => source.Stream = stream);
    }

    /// <summary>Adds a text.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="text">The text.</param>
    /// <returns>The builder.</returns>
    public static IConfigurationBuilder AddHoconString(this IConfigurationBuilder builder, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return builder.AddHocon(source => source.Text = text);
    }

    /// <summary>Adds a source with every setting.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets it up.</param>
    /// <returns>The builder.</returns>
    public static IConfigurationBuilder AddHocon(
        this IConfigurationBuilder builder,
        Action<HoconConfigurationSource> configure
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var source = new HoconConfigurationSource();
        configure(source);
        return builder.Add(source);
    }

    /// <summary>Where the value of a configuration path was written, if HOCON gives it.</summary>
    /// <param name="configuration">The root of the configuration.</param>
    /// <param name="configurationPath">The path with colons, spelled as in the file or as properties.</param>
    /// <param name="origin">The place of the value.</param>
    /// <returns>Whether a HOCON provider has it and no later provider of another kind has a value for it.</returns>
    public static bool TryGetHoconOrigin(
        this IConfiguration configuration,
        string configurationPath,
        [NotNullWhen(true)] out HoconOrigin? origin
    )
    {
        ArgumentNullException.ThrowIfNull(configuration);
        origin = null;
        foreach (var provider in (configuration as IConfigurationRoot)?.Providers.Reverse() ?? [])
        {
            if (provider is HoconConfigurationProvider hocon)
            {
                if (hocon.TryGetOrigin(configurationPath, out origin))
                {
                    return true;
                }
            }
            else if (provider.TryGet(configurationPath, out _))
            {
                return false;
            }
        }

        return false;
    }
}
