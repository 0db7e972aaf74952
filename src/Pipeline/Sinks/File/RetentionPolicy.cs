using System;
using System.Collections.Generic;
using System.Linq;

namespace ActorLog.Sinks;

/// <summary>Decides which files are deleted. Pure: the files and the time come in.</summary>
internal sealed class RetentionPolicy(RetentionOptions options)
{
    /// <summary>Whether everything is kept.</summary>
    public bool KeepsAll => options is { MaxFiles: 0, MaxTotalSize: 0 } && options.MaxAge == TimeSpan.Zero;

    /// <summary>The files to delete, the newest of them first.</summary>
    /// <param name="files">All files but the current one.</param>
    /// <param name="current">How many bytes the current file has.</param>
    /// <param name="isOurs">Whether a file is this process's; those of processes that have ended are older.</param>
    /// <param name="now">The time.</param>
    public IEnumerable<LogFile> Expired(
        IEnumerable<LogFile> files,
        long current,
        Func<LogFileName, bool> isOurs,
        DateTimeOffset now
    )
    {
        var count = 1;
        var total = current;
        foreach (var file in NewestFirst(files, isOurs))
        {
            count++;
            total += file.Length;
            if (
                (options.MaxFiles > 0 && count > options.MaxFiles)
                || (options.MaxTotalSize > 0 && total > options.MaxTotalSize)
                || (options.MaxAge > TimeSpan.Zero && now - file.LastWrite > options.MaxAge)
            )
            {
                yield return file;
            }
        }
    }

    // By name and not by the time of the last write, which copying, touching and a wrong clock change. Files of other processes
    // have numbers of their own, so only the time is left to order them.
    private static IEnumerable<LogFile> NewestFirst(IEnumerable<LogFile> files, Func<LogFileName, bool> isOurs) =>
        files
            .OrderByDescending(file => isOurs(file.Name))
            .ThenByDescending(file => isOurs(file.Name) ? file.Name.Period : default)
            .ThenByDescending(file => isOurs(file.Name) ? Rank(file.Name.Number) : 0)
            .ThenByDescending(file => file.LastWrite);

    private static int Rank(int number) => number == 0 ? int.MaxValue : number;
}
