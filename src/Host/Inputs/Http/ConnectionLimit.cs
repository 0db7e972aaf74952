using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;

namespace ActorLog.Host.Inputs.Http;

/// <summary>How many connections there may be at once: as many as are wanted, or as the files that the process may open allow.</summary>
/// <remarks>
/// Each takes a file descriptor. When there are none left, the runtime may abort the process, and what waits in memory is lost;
/// or nothing is accepted any more, also when there are some again. So a part is kept for the sinks, for code that is yet to be
/// loaded, and for connections that are accepted only to be closed.
/// </remarks>
internal static class ConnectionLimit
{
    private const int LeastKept = 128;
    private const string Limits = "/proc/self/limits";
    private const string Descriptors = "/proc/self/fd";

    private static readonly Lock Gate = new();

    // What the inputs of this process may take together.
    private static long _given;

    /// <summary>Gives an input as many as there may be, beside those that other inputs were given. Give them back.</summary>
    public static int Take(int wanted)
    {
        lock (Gate)
        {
            var given = FilesLeft() is { } left ? Of(wanted, left - _given) : wanted;
            _given += given;
            return given;
        }
    }

    /// <summary>The input has ended.</summary>
    public static void GiveBack(int given)
    {
        lock (Gate)
        {
            _given -= given;
        }
    }

    /// <summary>The limit where so many more files may be opened: a quarter of them is kept, and no connection is too few.</summary>
    public static int Of(int wanted, long files) => (int)Math.Clamp(files - Math.Max(LeastKept, files / 4), 1, wanted);

    private static long? FilesLeft()
    {
        try
        {
            return OperatingSystem.IsLinux() && MostFiles(File.ReadLines(Limits)) is { } most
                ? most - Directory.EnumerateFileSystemEntries(Descriptors).Count()
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>How many files a process may open, or <see langword="null"/> where that is not limited.</summary>
    /// <param name="limits">The limits as Linux writes them: <c>Max open files  1024  524288  files</c>.</param>
    public static long? MostFiles(IEnumerable<string> limits)
    {
        const string Name = "Max open files";
        var words = limits
            .FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal))
            ?[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [var soft, ..] && long.TryParse(soft, CultureInfo.InvariantCulture, out var most) ? most : null;
    }
}
