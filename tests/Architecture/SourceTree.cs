using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ActorLog.Architecture;

/// <summary>The files of the repository, without what builds have put there.</summary>
internal static class SourceTree
{
    private static readonly string[] Generated = ["bin", "obj", "artifacts", "TestResults", "node_modules"];

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The whole path of a path from the root.</summary>
    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    /// <summary>The files of a kind below a folder, by their paths from the root, with <c>/</c>.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern)
    {
        var start = Path(folder);
        return Directory.Exists(start) ? [.. Below(start, pattern).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>The text of a file by its path from the root.</summary>
    public static string Read(string relative) => File.ReadAllText(Path(relative));

    /// <summary>The folder of a file below <paramref name="project"/>: <c>Runtime</c>, or nothing for the project's root.</summary>
    public static string FolderIn(string project, string file)
    {
        var rest = file[(project.Length + 1)..];
        var end = rest.IndexOf('/', StringComparison.Ordinal);
        return end < 0 ? "" : rest[..end];
    }

    private static IEnumerable<string> Below(string folder, string pattern)
    {
        foreach (var file in Directory.EnumerateFiles(folder, pattern))
        {
            yield return System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/');
        }

        foreach (var child in Directory.EnumerateDirectories(folder))
        {
            var name = System.IO.Path.GetFileName(child);
            if (name[0] == '.' || Generated.Contains(name))
            {
                continue;
            }

            foreach (var file in Below(child, pattern))
            {
                yield return file;
            }
        }
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "ActorLog.sln")))
        {
            folder =
                System.IO.Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
        }

        return folder;
    }
}
