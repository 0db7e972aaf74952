using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.FileProviders.Physical;

namespace ActorLog.Hocon.Configuration;

/// <summary>Watches some files, of which any may come and go, and tells once when one of them changes.</summary>
internal sealed class FileWatch : IDisposable
{
    private readonly Dictionary<(string Path, bool IsPolled), PhysicalFileProvider> _folders = [];
    private readonly List<IDisposable> _registrations = [];
    private readonly HashSet<string> _awaited = new(StringComparer.Ordinal);
    private readonly HashSet<string> _followed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _heard = new(StringComparer.Ordinal);
    private readonly Func<string, bool> _isHeard;
    private readonly Action _changed;

    public FileWatch(IEnumerable<string> files, Action changed, Func<string, bool>? isHeard = null)
    {
        Files = new HashSet<string>(files, StringComparer.Ordinal);
        _changed = changed;
        _isHeard = isHeard ?? IsHeard;
        try
        {
            foreach (var file in Files)
            {
                Begin(file);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlySet<string> Files { get; }

    /// <summary>
    /// Whether the system tells of changes in a folder. It does not for one that may be entered but not listed, nor beyond
    /// its limits of watches. A watcher there raises its error at once, which to its tokens is a change: watched again at
    /// each load, such a folder had its files loaded again without end.
    /// </summary>
    public static bool IsHeard(string folder)
    {
        try
        {
            var heard = true;
            using var watcher = new FileSystemWatcher(folder) { NotifyFilter = NotifyFilters.FileName };
            watcher.Error += (_, _) => heard = false;
            watcher.EnableRaisingEvents = true;
            return heard;
        }
        catch (Exception e) when (IsFileError(e))
        {
            return false;
        }
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        foreach (var folder in _folders.Values)
        {
            folder.Dispose();
        }
    }

    private void Begin(string file)
    {
        if (Path.GetDirectoryName(file) is not { } folder)
        {
            return;
        }

        if (!Directory.Exists(folder))
        {
            Await(file, folder);
            return;
        }

        Watch(folder, Path.GetFileName(file));
        foreach (var path in LinkTrail.Of(file))
        {
            Follow(path);
        }
    }

    private void Watch(string folder, string name)
    {
        var token = Folder(folder, isPolled: !Hears(folder)).Watch(name);
        _registrations.Add(token.RegisterChangeCallback(static state => ((Action)state!)(), _changed));
    }

    private bool Hears(string folder)
    {
        if (!_heard.TryGetValue(folder, out var heard))
        {
            _heard.Add(folder, heard = _isHeard(folder));
        }

        return heard;
    }

    /// <summary>
    /// A link that leads elsewhere changes nothing in the folder that it led to, and what it leads to may change in another
    /// folder. Kubernetes replaces a ConfigMap by renaming one link, and many deployments do so with a folder.
    /// </summary>
    private void Follow(string path)
    {
        if (Path.GetDirectoryName(path) is not { } folder || !_followed.Add(path))
        {
            return;
        }

        try
        {
            if (_folders.ContainsKey((folder, false)) || !Hears(folder))
            {
                Watch(folder, Path.GetFileName(path));
                return;
            }

            // Only the one, not what lies below: a link may stand in the root of the disk.
            var watcher = new FileSystemWatcher(folder, Path.GetFileName(path));
            _registrations.Add(watcher);
            watcher.Changed += (_, _) => _changed();
            watcher.Created += (_, _) => _changed();
            watcher.Deleted += (_, _) => _changed();
            watcher.Renamed += (_, _) => _changed();
            watcher.EnableRaisingEvents = true;
        }
        catch (Exception e) when (IsFileError(e))
        {
            // As with a folder that is awaited: who may read the file may not always read the folders on the way to it.
        }
    }

    /// <summary>
    /// A folder that is not there cannot be watched, but the lowest one above it that is there tells when the next on the
    /// way comes. Only that one, not what lies in it: above a folder there may be half the disk.
    /// </summary>
    private void Await(string file, string folder)
    {
        var above = Path.GetDirectoryName(folder);
        while (above is not null && !Directory.Exists(above))
        {
            (folder, above) = (above, Path.GetDirectoryName(above));
        }

        if (above is null)
        {
            return;
        }

        if (!Hears(above))
        {
            Watch(above, Path.GetRelativePath(above, file));
            return;
        }

        if (!_awaited.Add(folder))
        {
            return;
        }

        try
        {
            var watcher = new FileSystemWatcher(above, Path.GetFileName(folder))
            {
                NotifyFilter = NotifyFilters.DirectoryName,
            };
            _registrations.Add(watcher);
            watcher.Created += (_, _) => _changed();
            watcher.Renamed += (_, _) => _changed();
            watcher.EnableRaisingEvents = true;
        }
        catch (Exception e) when (IsFileError(e))
        {
            // It went away, or is not ours to read: an optional file there must not keep the app from starting.
            return;
        }

        if (Directory.Exists(folder))
        {
            _changed();
        }
    }

    private PhysicalFileProvider Folder(string path, bool isPolled)
    {
        if (!_folders.TryGetValue((path, isPolled), out var folder))
        {
            folder = new PhysicalFileProvider(path, ExclusionFilters.None);
            if (isPolled)
            {
                (folder.UsePollingFileWatcher, folder.UseActivePolling) = (true, true);
            }

            _folders.Add((path, isPolled), folder);
        }

        return folder;
    }

    private static bool IsFileError(Exception e) =>
        e is IOException or UnauthorizedAccessException or ArgumentException;
}
