using System;
using System.Linq;
using ActorLog.Hocon;
using ActorLog.Options;
using Microsoft.Extensions.Configuration;

namespace ActorLog.AkkaNet.Hosting;

/// <summary>Says of mistakes in options where in a HOCON file they are, if ActorLog's parser has read it.</summary>
internal static class HoconPlaces
{
    /// <param name="invalid">The mistakes.</param>
    /// <param name="configurations">Where the options came from, the first that has the place counts.</param>
    public static InvalidOptionsException AddTo(
        InvalidOptionsException invalid,
        params ReadOnlySpan<IConfiguration?> configurations
    )
    {
        var roots = configurations.ToArray().OfType<IConfigurationRoot>().ToArray();
        return new InvalidOptionsException([
            .. invalid
                .Errors.Distinct()
                .Select(error =>
                    roots.Select(root => PlaceOf(error, root)).FirstOrDefault(place => place is not null) is { } place
                        ? error with
                        {
                            Message = $"{error.Message}; at {place}",
                        }
                        : error
                ),
        ]);
    }

    private static HoconOrigin? PlaceOf(OptionError error, IConfigurationRoot root)
    {
        var isUnknown = error.Message.StartsWith("unknown key", StringComparison.Ordinal);
        if (!isUnknown && root.TryGetHoconOrigin(error.Path, out var value) && value.Line > 0)
        {
            return value;
        }

        // What is missing has no place of its own: the block that lacks it has.
        for (var path = error.Path; path.Length > 0; path = path[..Math.Max(path.LastIndexOf(':'), 0)])
        {
            foreach (var provider in root.Providers.OfType<HoconConfigurationProvider>().Reverse())
            {
                if (provider.TryGetKeyOrigin(path, out var key) && key.Line > 0)
                {
                    return key;
                }
            }

            if (root[path] is not null)
            {
                return null; // Another kind of provider has it.
            }
        }

        return null;
    }
}
