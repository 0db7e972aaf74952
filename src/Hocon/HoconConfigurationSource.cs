using System;
using System.Collections.Generic;
using System.IO;
using ActorLog.Hocon.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;

namespace ActorLog.Hocon;

/// <summary>Where a configuration provider reads HOCON from: exactly one of path, text and stream.</summary>
public sealed class HoconConfigurationSource : IConfigurationSource
{
    /// <summary>The file; relative to the base path of the builder. Default: null.</summary>
    public string? Path { get; set; }

    /// <summary>The text itself. Default: null.</summary>
    public string? Text { get; set; }

    /// <summary>A stream of UTF-8, read once at the first load. Default: null.</summary>
    public Stream? Stream { get; set; }

    /// <summary>Whether the file may be missing. Default: false. Included files say so themselves, by required().</summary>
    public bool Optional { get; set; }

    /// <summary>
    /// Whether a change of the file, or of any file it includes or would include if it were there, is loaded. Default:
    /// false. A file that has become wrong changes nothing: the last good configuration stays. Symbolic links on the way to a
    /// file are followed, and a file that the system tells nothing of is looked at every few seconds.
    /// </summary>
    public bool ReloadOnChange { get; set; }

    /// <summary>How long after a change the files are read, so that a writer can finish. Default: 250 ms.</summary>
    public TimeSpan ReloadDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Called with what is wrong when a changed file cannot be loaded. Default: nothing is called.</summary>
    public Action<HoconException>? OnReloadError { get; set; }

    /// <summary>How texts are read. Default: the defaults.</summary>
    public HoconParseOptions ParseOptions { get; set; } = new();

    /// <summary>How substitutions are looked up; unresolved ones are always an error. Default: with the environment.</summary>
    public HoconResolveOptions ResolveOptions { get; set; } = HoconResolveOptions.Default;

    /// <summary>The clock of <see cref="ReloadDelay"/>. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Watches files; for tests in which there is no watch to be had.</summary>
    internal Func<IEnumerable<string>, Action, FileWatch> NewWatch { get; set; } =
        static (files, changed) => new FileWatch(files, changed);

    /// <inheritdoc />
    public IConfigurationProvider Build(IConfigurationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (Path is null)
        {
            return new HoconConfigurationProvider(this, new MemoryReader(this));
        }

        var folder = (builder.GetFileProvider() as PhysicalFileProvider)?.Root ?? AppContext.BaseDirectory;
        return new HoconConfigurationProvider(this, new FileReader(this, System.IO.Path.Combine(folder, Path)));
    }
}
