using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;

namespace ActorLog.Journal;

/// <summary>Where what is not understood is kept for somebody to look at: whole files, and copies of damaged stretches. Any thread.</summary>
/// <remarks>A journal never depends on it: when it cannot be written to, that is told, and the journal goes on.</remarks>
internal sealed class JournalQuarantine(IJournalDisk disk, string folder, IJournalObserver observer)
{
    /// <summary>The most bytes that copies of damage take. Behind it damage is told, but not kept.</summary>
    private const long MaxCopies = 64 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly HashSet<(long Segment, long Offset)> _told = [];
    private readonly string _quarantine = Path.Combine(folder, JournalNames.Quarantine);
    private long? _copied;

    /// <summary>Moves a file of the journal into the quarantine.</summary>
    /// <returns>Whether that could be done.</returns>
    public bool Take(string name, string reason)
    {
        lock (_gate)
        {
            try
            {
                disk.CreateFolder(_quarantine);
                var target = Unused(name);
                disk.Move(Path.Combine(folder, name), Path.Combine(_quarantine, target));
                observer.Reached(JournalPoint.FileQuarantined);
                disk.SyncFolder(_quarantine);
                disk.SyncFolder(folder);
                observer.Report(
                    $"'{Path.Combine(folder, name)}' {reason}: moved to {JournalNames.Quarantine}/{target}"
                );
                return true;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                observer.Report(
                    $"'{Path.Combine(folder, name)}' {reason}, and could not be moved to the quarantine: {failure.Message}"
                );
                return false;
            }
        }
    }

    /// <summary>Keeps a copy of a damaged stretch, and tells of it, once.</summary>
    /// <param name="segment">The segment that has it.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="length">How long it is.</param>
    /// <returns>Whether it was not known yet.</returns>
    public bool Keep(JournalSegment segment, long offset, long length)
    {
        lock (_gate)
        {
            if (!_told.Add((segment.Id, offset)))
            {
                return false;
            }

            var name = string.Create(CultureInfo.InvariantCulture, $"{segment.Id:D19}-{offset}.damage");
            var kept = TryCopy(segment, offset, length, name);
            observer.Report(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{length} damaged bytes at {offset} of '{segment.Path}' were skipped; {kept}"
                )
            );
            observer.Reached(JournalPoint.DamageKept);
            return true;
        }
    }

    private string TryCopy(JournalSegment segment, long offset, long length, string name)
    {
        var path = Path.Combine(_quarantine, name);
        try
        {
            _copied ??= Copies();
            if (disk.Length(path) is not null)
            {
                return $"a copy is in {JournalNames.Quarantine}/{name}";
            }

            if (_copied + length > MaxCopies)
            {
                return "the quarantine has no room for a copy";
            }

            disk.CreateFolder(_quarantine);
            Copy(segment.Path, offset, length, path);
            _copied += length;
            return $"a copy is in {JournalNames.Quarantine}/{name}";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"no copy could be made: {failure.Message}";
        }
    }

    private void Copy(string from, long offset, long length, string to)
    {
        using var source = disk.Open(from);
        using var target = disk.Create(to);
        var buffer = new byte[Math.Min(length, 64 * 1024)];
        for (long done = 0; done < length; )
        {
            var count = source.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - done)), offset + done);
            if (count == 0)
            {
                return;
            }

            target.Write(buffer.AsSpan(0, count), done);
            done += count;
        }
    }

    private long Copies() => disk.Names(_quarantine).Sum(name => disk.Length(Path.Combine(_quarantine, name)) ?? 0);

    private string Unused(string name)
    {
        var target = name;
        for (var i = 2; disk.Length(Path.Combine(_quarantine, target)) is not null; i++)
        {
            target = string.Create(CultureInfo.InvariantCulture, $"{name}-{i}");
        }

        return target;
    }
}
