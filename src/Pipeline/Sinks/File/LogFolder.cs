using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace ActorLog.Sinks;

/// <summary>The files of a sink on the disk: which number is free, and which files have had their time.</summary>
internal sealed class LogFolder(
    IFileSystem files,
    FileNamePolicy names,
    RetentionPolicy retention,
    TimeProvider clock,
    Action<string> report
)
{
    /// <summary>The path that the current file gets when it is full: of the next number after all that exist.</summary>
    public string NextNumbered(DateTime period)
    {
        var last = Names()
            .Where(found => names.IsOurs(found.Name) && found.Name.Period == period)
            .Select(found => found.Name.Number)
            .DefaultIfEmpty()
            .Max();
        return names.Numbered(period, last + 1);
    }

    /// <summary>Deletes the files that the retention no longer keeps. Never throws: what cannot be deleted is reported.</summary>
    /// <param name="current">The path of the current file.</param>
    public void Retain(string current)
    {
        if (retention.KeepsAll)
        {
            return;
        }

        try
        {
            var length = files.Find(current)?.Length ?? 0;
            foreach (var file in retention.Expired(Others(current), length, names.IsOurs, clock.GetUtcNow()))
            {
                Delete(file.Path);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            report($"the retention of '{current}' failed: {failure.Message}");
        }
    }

    private void Delete(string path)
    {
        try
        {
            files.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            report($"'{path}' could not be deleted: {failure.Message}");
        }
    }

    private List<LogFile> Others(string current)
    {
        var others = new List<LogFile>();
        foreach (var (path, name) in Names())
        {
            var isCandidate = !names.IsSame(path, current) && (names.IsOurs(name) || !IsRunning(name.ProcessId!.Value));
            if (isCandidate && files.Find(path) is var (length, lastWrite))
            {
                others.Add(new LogFile(path, name, length, lastWrite));
            }
        }

        return others;
    }

    private IEnumerable<(string Path, LogFileName Name)> Names()
    {
        foreach (var fileName in files.Names(names.Folder))
        {
            if (names.TryParse(fileName, out var name))
            {
                yield return (Path.Combine(names.Folder, fileName), name);
            }
        }
    }

    // The files of a process that runs may be open: they are its own business.
    private static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
