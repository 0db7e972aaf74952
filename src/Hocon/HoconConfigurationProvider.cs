using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Hocon.Configuration;
using Microsoft.Extensions.Configuration;

namespace ActorLog.Hocon;

/// <summary>
/// HOCON as configuration keys. Keys are enumerated as they are written, each once, and found by that spelling or by
/// the name of the property they mean: <c>min-backoff</c> is found as <c>MinBackoff</c>, so the ordinary binder binds it.
/// </summary>
/// <remarks>
/// A path that is spelled as in a file, all parts beginning with a lower-case letter, gives the text as written. In a path
/// of which any part begins with a capital, as the binder asks, unquoted durations (<c>10s</c>) are given as .NET writes a
/// TimeSpan and unquoted sizes (<c>5 MiB</c>) as bytes. Text in quotes is text always. Thread-safe.
/// </remarks>
public sealed class HoconConfigurationProvider : ConfigurationProvider, IDisposable
{
    private static readonly TimeSpan WatchAgain = TimeSpan.FromSeconds(5);

    private readonly HoconConfigurationSource _source;
    private readonly DocumentReader _reader;
    private readonly Lock _loading = new();
    private volatile KeyNode _keys = new("", HoconConfig.Empty.Root, null);
    private FileWatch? _watch;
    private readonly ITimer? _timer;
    private bool _isUnwatched;
    private bool _disposed;

    internal HoconConfigurationProvider(HoconConfigurationSource source, DocumentReader reader)
    {
        _source = source;
        _reader = reader;
        _timer = source.ReloadOnChange
            ? source.TimeProvider.CreateTimer(_ => Reload(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan)
            : null;
    }

    /// <summary>The configuration that is in use: the last good one.</summary>
    public HoconConfig Configuration { get; private set; } = HoconConfig.Empty;

    /// <summary>What was wrong with the last load; null when it was good.</summary>
    public HoconException? LastError { get; private set; }

    /// <summary>Loads the document. When it is wrong, what was loaded before stays.</summary>
    /// <exception cref="HoconException">The document has errors; it carries all of them.</exception>
    public override void Load()
    {
        if (!TryLoad())
        {
            throw LastError!;
        }
    }

    /// <inheritdoc />
    public override bool TryGet(string key, out string? value)
    {
        if (base.TryGet(key, out value))
        {
            return true;
        }

        var node = _keys.Find(key, out var isProperty);
        if (node is not { HasText: true })
        {
            value = null;
            return false;
        }

        value = isProperty ? KeyTree.PropertyText(node.Value) : KeyTree.Text(node.Value);
        return true;
    }

    /// <inheritdoc />
    public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath)
    {
        var keys = _keys.Find(parentPath, out _)?.ChildKeys ?? [];
        return base.GetChildKeys(earlierKeys.Concat(keys), parentPath);
    }

    /// <summary>Where the value of a configuration path was written.</summary>
    /// <param name="configurationPath">The path with colons, spelled either way.</param>
    /// <param name="origin">The place of the value; of an object or a list, where it begins.</param>
    /// <returns>Whether this provider has the path.</returns>
    public bool TryGetOrigin(string configurationPath, [NotNullWhen(true)] out HoconOrigin? origin)
    {
        ArgumentNullException.ThrowIfNull(configurationPath);
        origin = _keys.Find(configurationPath, out _)?.Value.Origin;
        return origin is not null;
    }

    /// <summary>Where the key of a configuration path was written.</summary>
    /// <param name="configurationPath">The path with colons, spelled either way.</param>
    /// <param name="origin">The place of the key; of an item of a list, where the item is.</param>
    /// <returns>Whether this provider has the path.</returns>
    public bool TryGetKeyOrigin(string configurationPath, [NotNullWhen(true)] out HoconOrigin? origin)
    {
        ArgumentNullException.ThrowIfNull(configurationPath);
        origin = _keys.Find(configurationPath, out _)?.KeyOrigin;
        return origin is not null;
    }

    /// <summary>Ends watching.</summary>
    public void Dispose()
    {
        lock (_loading)
        {
            _disposed = true;
            _watch?.Dispose();
            _timer?.Dispose();
        }
    }

    private bool TryLoad()
    {
        lock (_loading)
        {
            var result = _source.ReloadOnChange ? ReadWatched() : _reader.Read();
            var errors = new List<HoconError>(result.Errors);
            var keys = result.IsSuccess ? KeyTree.Build(result.Config.Root, errors) : null;
            LastError = errors.Count > 0 ? new HoconException(errors) : null;
            if (LastError is not null)
            {
                return false;
            }

            Configuration = result.Config!;
            _keys = keys!;
            Data = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            return true;
        }
    }

    /// <summary>
    /// Watches first and reads then, so that no change falls between the two; which files there are is known only after
    /// reading, so it may take a second time.
    /// </summary>
    private HoconResult ReadWatched()
    {
        Watch(_watch?.Files ?? _reader.Files);
        var result = _reader.Read();
        for (var i = 0; i < 3 && !_watch!.Files.SetEquals(result.Files); i++)
        {
            Watch(result.Files);
            result = _reader.Read();
        }

        return result;
    }

    private void Watch(IEnumerable<string> files)
    {
        var old = _watch;
        _watch = _source.NewWatch([.. files], OnChanged);
        _isUnwatched = false;
        old?.Dispose();
    }

    /// <summary>
    /// Takes no lock: the end of a watch waits for a call of this that is under way, and watches end within the lock.
    /// </summary>
    private void OnChanged() => _timer?.Change(_source.ReloadDelay, Timeout.InfiniteTimeSpan);

    private void Reload()
    {
        bool loaded;
        lock (_loading)
        {
            if (_disposed)
            {
                return;
            }

            try
            {
                loaded = TryLoad();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or OutOfMemoryException)
            {
                // There is no watch to be had now, for want of descriptors, of inotify's instances or of threads. What was
                // loaded stays until there is one: a timer's exception would end the process.
                _timer!.Change(WatchAgain, Timeout.InfiniteTimeSpan);
                if (_isUnwatched)
                {
                    return;
                }

                _isUnwatched = true;
                LastError = new HoconException([new HoconError(HoconErrorKind.Limit, null, Unwatched(e))]);
                loaded = false;
            }
        }

        Tell(loaded);
    }

    private static string Unwatched(Exception failure) =>
        $"a change is not loaded, for the files can be watched no more: {failure.Message} It is tried again.";

    /// <summary>
    /// Listeners are the app's: one that throws, as validation of options does, must not end the process over a mistake in
    /// a file. What it threw is where that of the other file providers is: among the unobserved exceptions of tasks.
    /// </summary>
    private void Tell(bool loaded)
    {
        try
        {
            if (loaded)
            {
                OnReload();
            }
            else
            {
                _source.OnReloadError?.Invoke(LastError!);
            }
        }
        catch (Exception e)
        {
            _ = Task.FromException(e);
        }
    }
}
