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

    public FileWatch(IEnumerable<string> files, Action changed)
    {
        Files = new HashSet<string>(files, StringComparer.Ordinal);
        foreach (var file in Files)
        {
            // A folder that is not there cannot be watched; nothing in it can be included either.
            if (Path.GetDirectoryName(file) is { } folder && Directory.Exists(folder))
            {
                var token = Folder(folder).Watch(Path.GetFileName(file));
                _registrations.Add(token.RegisterChangeCallback(static state => ((Action)state!)(), changed));
            }
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
