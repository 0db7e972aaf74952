using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ActorLog.Hocon;
using ActorLog.Host.Inputs.Http;
using ActorLog.Options;
using Microsoft.Extensions.Configuration;

namespace ActorLog.Host.Configuration;

/// <summary>The configuration of one run: a file or the embedded default, with what the command line sets on top.</summary>
internal sealed class HostConfiguration
{
    /// <summary>The block that everything stands in.</summary>
    public const string Root = "actorlog";

    private const string EmbeddedName = "embedded default";

    private readonly IConfigurationRoot _configuration;
    private readonly HoconConfigurationProvider _hocon;
    private readonly Dictionary<string, string?> _overrides;

    private HostConfiguration(string name, IConfigurationRoot configuration, Dictionary<string, string?> overrides)
    {
        Name = name;
        _configuration = configuration;
        _overrides = overrides;
        _hocon = configuration.Providers.OfType<HoconConfigurationProvider>().Single();
    }

    /// <summary>How people call it: the file's name, or that it is the embedded default.</summary>
    public string Name { get; }

    /// <summary>The <c>actorlog</c> block.</summary>
    public IConfigurationSection Section => _configuration.GetSection(Root);

    /// <summary>Loads a configuration.</summary>
    /// <param name="file">The file, or <see langword="null"/> for the embedded default.</param>
    /// <param name="overrides">Keys below <c>actorlog</c>, with dots, and their values; of one key the last counts.</param>
    /// <param name="listen">Where the HTTP input listens, or <see langword="null"/> for what the configuration says.</param>
    /// <exception cref="HoconException">The file is missing, a folder, or no HOCON; it names every error.</exception>
    public static HostConfiguration Load(
        string? file,
        IReadOnlyList<KeyValuePair<string, string>> overrides,
        string? listen = null
    )
    {
        if (Directory.Exists(file))
        {
            throw new HoconException([
                new HoconError(
                    HoconErrorKind.BadValue,
                    null,
                    $"'{file}' is a folder",
                    "name the file in it that has the configuration"
                ),
            ]);
        }

        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in overrides)
        {
            values[$"{Root}:{key.Replace('.', ':')}"] = value;
        }

        var builder = new ConfigurationBuilder().SetBasePath(Directory.GetCurrentDirectory());
        _ = file is null ? builder.AddHocon(Embedded) : builder.AddHoconFile(file);
        var root = builder.AddInMemoryCollection(values).Build();
        if (listen is not null)
        {
            SetListen(root, listen, values);
            root = builder.AddInMemoryCollection(values).Build();
        }

        return new HostConfiguration(file ?? EmbeddedName, root, values);
    }

    /// <summary>An error of the options with its place in the file.</summary>
    public HoconError Locate(OptionError error)
    {
        var key = error.Path.Replace(':', '.');
        var (origin, isOverride) = OriginOf(error);
        List<string> notes = isOverride ? ["given on the command line"] : [];
        if (origin is { Line: 0 } && _hocon.TryGetKeyOrigin(error.Path, out var written) && written.Line > 0)
        {
            notes.Add($"the value comes from {origin}");
            origin = written;
        }

        return new HoconError(HoconErrorKind.BadValue, origin, $"{key}: {error.Message}", error.Hint, notes);
    }

    /// <summary>What was probably meant to be the block <c>actorlog</c>, where there is none.</summary>
    public string? WhereTheBlockIs()
    {
        var near = _hocon.Configuration.FindUnknownKeys("", [Root]).FirstOrDefault(error => error.Hint is not null);
        return near is not null ? $"{near.Message}: {near.Hint}"
            : _configuration.GetSection("sinks").Exists() || _configuration.GetSection(HostOptions.InputsKey).Exists()
                ? "inputs and sinks stand in it: actorlog { inputs { ... }, sinks { ... } }"
            : null;
    }

    private static void Embedded(HoconConfigurationSource source)
    {
        source.Text = EmbeddedText.Read("default.conf");
        source.ParseOptions = new HoconParseOptions { SourceName = EmbeddedName };
    }

    private (HoconOrigin? Origin, bool IsOverride) OriginOf(OptionError error)
    {
        if (_overrides.ContainsKey(error.Path))
        {
            return (null, true);
        }

        var isUnknown = error.Message.StartsWith("unknown key", StringComparison.Ordinal);
        if (!isUnknown && _configuration[error.Path] is not null && _hocon.TryGetOrigin(error.Path, out var value))
        {
            return (value, false);
        }

        // What is missing has no place of its own: the block that lacks it has.
        for (var path = error.Path; path.Length > 0; path = path[..Math.Max(path.LastIndexOf(':'), 0)])
        {
            if (_hocon.TryGetKeyOrigin(path, out var key))
            {
                return (key, false);
            }

            // A block that no file has is the command line's.
            if (IsOverridden(path))
            {
                return (null, true);
            }
        }

        return (_hocon.Configuration.Root.Origin, false);
    }

    private bool IsOverridden(string path) =>
        _overrides.Keys.Any(key =>
            key.StartsWith(path, StringComparison.OrdinalIgnoreCase)
            && (key.Length == path.Length || key[path.Length] == ':')
        );

    // One address is for one input; with several it would have to be said which.
    private static void SetListen(IConfigurationRoot root, string listen, Dictionary<string, string?> values)
    {
        var inputs = root.GetSection($"{Root}:{HostOptions.InputsKey}").GetChildren();
        var http = inputs.Where(input => input["type"] == HttpInputOptions.Kind).ToArray();
        if (http.Length != 1)
        {
            throw new HoconException([
                new HoconError(
                    HoconErrorKind.BadValue,
                    null,
                    $"--listen needs a configuration with one input of type http, this one has {http.Length}",
                    "use --set inputs.NAME.listen=ADDRESS"
                ),
            ]);
        }

        values[$"{http[0].Path}:listen"] = listen;
    }
}
