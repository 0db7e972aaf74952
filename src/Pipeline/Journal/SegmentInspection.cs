using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ActorLog.Journal;

/// <summary>Finds the segments of a folder, and puts away what is none. Reads headers only.</summary>
internal sealed class SegmentInspection(
    IJournalDisk disk,
    string folder,
    JournalQuarantine quarantine,
    IJournalObserver observer
)
{
    /// <summary>How many files were moved to the quarantine.</summary>
    public int Quarantined { get; private set; }

    /// <summary>How many files were left over of something that a crash stopped, and deleted.</summary>
    public int Tidied { get; private set; }

    /// <summary>A number that is greater than that of any file.</summary>
    public long NextId { get; private set; } = 1;

    /// <summary>The journal that the segments are of.</summary>
    public Guid Journal { get; private set; }

    /// <summary>Whether there was a segment, of whatever kind.</summary>
    public bool HasFound { get; private set; }

    /// <summary>Looks at the folder.</summary>
    /// <param name="state">The journal's state, or null.</param>
    /// <param name="newId">Makes the id of a journal that has none.</param>
    /// <returns>The segments, in the order of their numbers.</returns>
    public IReadOnlyList<SegmentFile> Run(JournalState? state, Func<Guid> newId)
    {
        var names = disk.Names(folder).Order(StringComparer.Ordinal).ToArray();
        foreach (var name in names.Where(JournalNames.IsUnfinished))
        {
            Tidy(name);
        }

        var files = names.Select(Look).OfType<SegmentFile>().ToArray();
        HasFound = files.Length > 0;
        NextId = files.Select(file => Math.Max(file.NameId, file.Header?.Id ?? 0)).DefaultIfEmpty().Max() + 1;
        Journal = state?.Journal ?? MostFrequent(files) ?? newId();
        var usable = files.Select(file => Sort(file, state?.FirstSegment ?? 0)).OfType<SegmentFile>();
        var segments = usable
            .GroupBy(file => file.Header!.Id)
            .Select(TakeOne)
            .OrderBy(file => file.Header!.Id)
            .ToArray();
        return [.. segments.Where((file, i) => i == 0 || !TidyIfEmpty(file))];
    }

    // One that was given up and deleted, because the folder could not be synced, may be there again after a power failure. Its
    // first position would hide what the segment before it has taken since.
    private bool TidyIfEmpty(SegmentFile file)
    {
        if (file.Length > SegmentHeader.Size)
        {
            return false;
        }

        Tidy(file.Name);
        return true;
    }

    private SegmentFile? Look(string name)
    {
        if (!JournalNames.IsSegment(name, out var id))
        {
            return null;
        }

        try
        {
            using var file = disk.Open(Path.Combine(folder, name));
            Span<byte> bytes = stackalloc byte[SegmentHeader.Size];
            var header = SegmentHeader.Read(bytes[..file.Read(bytes, 0)], out var isOfOtherVersion);
            return new SegmentFile(name, id, file.Length, header, isOfOtherVersion);
        }
        catch (IOException failure)
        {
            // Not so what this user may not open, such as a segment that somebody else began: it is whole, and who left it out
            // would count its frames as lost and delete it. That ends the start, until somebody gives the right to it.
            var file = new SegmentFile(name, id, 0, null, IsOfOtherVersion: true);
            Report(file, $"cannot be read, and is left out: {failure.Message}");
            return file;
        }
    }

    /// <summary>Gives back what can be read, and puts away the rest.</summary>
    private SegmentFile? Sort(SegmentFile file, long firstSegment)
    {
        if (file.IsOfOtherVersion)
        {
            return PutAway(file, "is of a version that is not known here");
        }

        if (file.Header is { } header && header.Journal != Journal)
        {
            return PutAway(file, "belongs to another journal");
        }

        // Left over of a deletion: nobody needs it, which is on the medium.
        if ((file.Header?.Id ?? file.NameId) < firstSegment)
        {
            Tidy(file.Name);
            return null;
        }

        return file.Header is null ? Salvage(file) : file;
    }

    private SegmentFile? Salvage(SegmentFile file)
    {
        try
        {
            return SalvageFrames(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Report(file, $"cannot be opened, and is left out: {failure.Message}");
            return null;
        }
    }

    /// <summary>Makes a damaged header anew. The frames know their positions, and the checks tell whose they are.</summary>
    private SegmentFile? SalvageFrames(SegmentFile file)
    {
        var header = new SegmentHeader(Journal, file.NameId, 1, DateTimeOffset.UnixEpoch);
        using var frames = new SegmentReader(disk.Open(Path.Combine(folder, file.Name)), header.Seed, 0)
        {
            ToleratesErrors = true,
        };
        var step = frames.Next(file.Length);
        step = step == SegmentStep.Damage ? frames.Next(file.Length) : step;
        if (step == SegmentStep.Frame)
        {
            Report(file, "has a damaged header; its frames can be read");
            return file with { Header = header with { First = frames.Position }, IsSalvaged = true };
        }

        if (frames.HadErrors)
        {
            Report(file, "cannot be read, and is left out");
            return null;
        }

        if (file.Length > SegmentHeader.Size && !IsZero(file))
        {
            return PutAway(file, "has neither a header nor a frame");
        }

        // What a crash leaves of a segment that was just made.
        Tidy(file.Name);
        return null;
    }

    private bool IsZero(SegmentFile file)
    {
        using var opened = disk.Open(Path.Combine(folder, file.Name));
        var buffer = new byte[64 * 1024];
        var isZero = true;
        for (long offset = 0; isZero && offset < file.Length; offset += buffer.Length)
        {
            isZero = !buffer.AsSpan(0, opened.Read(buffer, offset)).ContainsAnyExcept((byte)0);
        }

        return isZero;
    }

    private SegmentFile TakeOne(IEnumerable<SegmentFile> copies)
    {
        var sorted = copies.OrderByDescending(file => file.CanGrow).ThenByDescending(file => file.Length).ToArray();
        foreach (var copy in sorted.Skip(1))
        {
            PutAway(copy, "is a second copy of a segment");
        }

        return sorted[0];
    }

    private SegmentFile? PutAway(SegmentFile file, string reason)
    {
        Quarantined += file.Length > 0 && quarantine.Take(file.Name, reason) ? 1 : 0;
        return null;
    }

    private void Tidy(string name)
    {
        try
        {
            disk.Delete(Path.Combine(folder, name));
            Tidied++;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            observer.Report($"'{Path.Combine(folder, name)}' is left over and cannot be deleted: {failure.Message}");
        }
    }

    private void Report(SegmentFile file, string what) =>
        observer.Report($"'{Path.Combine(folder, file.Name)}' {what}");

    private static Guid? MostFrequent(IEnumerable<SegmentFile> files) =>
        files
            .Where(file => file.Header is not null)
            .GroupBy(file => file.Header!.Journal)
            .OrderByDescending(group => group.Count())
            .ThenByDescending(group => group.Max(file => file.Header!.Id))
            .Select(group => (Guid?)group.Key)
            .FirstOrDefault();
}
