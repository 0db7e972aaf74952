using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.FileProviders.Physical;

namespace ActorLog.Hocon.Configuration;

/// <summary>Watches some files, of which any may come and go, and tells once when one of them changes.</summary>
internal sealed class FileWatch : IDisposable
{
    private readonly Dictionary<string, PhysicalFileProvider> _folders = new(StringComparer.Ordinal);
    private readonly List<IDisposable> _registrations = [];
    private readonly HashSet<string> _awaited = new(StringComparer.Ordinal);
    private readonly HashSet<string> _followed = new(StringComparer.Ordinal);

    public FileWatch(IEnumerable<string> files, Action changed)
    {
        Files = new HashSet<string>(files, StringComparer.Ordinal);
        try
        {
            foreach (var file in Files)
            {
                Begin(file, changed);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlySet<string> Files { get; }

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

    private void Begin(string file, Action changed)
    {
        if (Path.GetDirectoryName(file) is not { } folder)
        {
            return;
        }

        if (!Directory.Exists(folder))
        {
            Await(folder, changed);
            return;
        }

        Watch(folder, Path.GetFileName(file), changed);
        foreach (var path in LinkTrail.Of(file))
        {
            Follow(path, changed);
        }
    }

    private void Watch(string folder, string name, Action changed)
    {
        var token = Folder(folder).Watch(name);
        _registrations.Add(token.RegisterChangeCallback(static state => ((Action)state!)(), changed));
    }

    /// <summary>
    /// A link that leads elsewhere changes nothing in the folder that it led to, and what it leads to may change in another
    /// folder. Kubernetes replaces a ConfigMap by renaming one link, and many deployments do so with a folder.
    /// </summary>
    private void Follow(string path, Action changed)
    {
        if (Path.GetDirectoryName(path) is not { } folder || !_followed.Add(path))
        {
            return;
        }

        try
        {
            if (_folders.ContainsKey(folder))
            {
                Watch(folder, Path.GetFileName(path), changed);
                return;
            }

            // Only the one, not what lies below: a link may stand in the root of the disk.
            var watcher = new FileSystemWatcher(folder, Path.GetFileName(path));
            _registrations.Add(watcher);
            watcher.Changed += (_, _) => changed();
            watcher.Created += (_, _) => changed();
            watcher.Deleted += (_, _) => changed();
            watcher.Renamed += (_, _) => changed();
            watcher.EnableRaisingEvents = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // As with a folder that is awaited: who may read the file may not always read the folders on the way to it.
        }
    }

    /// <summary>
    /// A folder that is not there cannot be watched, but the lowest one above it that is there tells when the next on the
    /// way comes. Only that one, not what lies in it: above a folder there may be half the disk.
    /// </summary>
    private void Await(string folder, Action changed)
    {
        var above = Path.GetDirectoryName(folder);
        while (above is not null && !Directory.Exists(above))
        {
            (folder, above) = (above, Path.GetDirectoryName(above));
        }

        if (above is null || !_awaited.Add(folder))
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
            watcher.Created += (_, _) => changed();
            watcher.Renamed += (_, _) => changed();
            watcher.EnableRaisingEvents = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // It went away, or is not ours to read: an optional file there must not keep the app from starting.
            return;
        }

        if (Directory.Exists(folder))
        {
            changed();
        }
    }

    private PhysicalFileProvider Folder(string path)
    {
        if (!_folders.TryGetValue(path, out var folder))
        {
            folder = new PhysicalFileProvider(path, ExclusionFilters.None);
            _folders.Add(path, folder);
        }

        return folder;
    }
}
