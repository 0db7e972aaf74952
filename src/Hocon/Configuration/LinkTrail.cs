using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ActorLog.Hocon.Configuration;

/// <summary>The symbolic links by which a path leads to its file.</summary>
internal static class LinkTrail
{
    // As many as Linux follows.
    private const int MostLinks = 40;

    private static readonly char[] Separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <summary>Each link on the way, and at last what they lead to; nothing where there is no link.</summary>
    /// <param name="path">A full path.</param>
    public static IReadOnlyList<string> Of(string path)
    {
        var trail = new List<string>();
        try
        {
            var end = Walk(path, trail);
            if (trail.Count > 0)
            {
                trail.Add(end);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As far as it was found.
        }

        return trail;
    }

    private static string Walk(string path, List<string> links)
    {
        var at = Path.GetPathRoot(path)!;
        var parts = new Stack<string>(PartsOf(path[at.Length..]));
        while (parts.TryPop(out var part))
        {
            var next = Path.GetFullPath(Path.Combine(at, part));
            if (new FileInfo(next).LinkTarget is not { } target || links.Count == MostLinks)
            {
                at = next;
                continue;
            }

            links.Add(next);
            var root = Path.GetPathRoot(target)!;
            at = root.Length > 0 ? root : at;
            foreach (var step in PartsOf(target[root.Length..]))
            {
                parts.Push(step);
            }
        }

        return at;
    }

    /// <summary>The last part first, as they go onto a stack.</summary>
    private static IEnumerable<string> PartsOf(string path) =>
        path.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Reverse();
}
