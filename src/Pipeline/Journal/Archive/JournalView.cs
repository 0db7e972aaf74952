using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ActorLog.Journal;

/// <summary>What stands in a journal's folder at one moment: read without a change, also while a pipeline writes.</summary>
/// <remarks>
/// A journal that is opened to be used is made sound first; this one is taken as it is. Whoever looks at a journal in use sees a
/// moment of the past: what was committed before, and nothing half.
/// </remarks>
internal sealed class JournalView
{
    private readonly IJournalDisk _disk;

    private JournalView(IJournalDisk disk, string folder)
    {
        _disk = disk;
        Folder = folder;
        using var file = new StateFile(disk, folder, SilentObserver.Instance);
        State = file.Load();
        IsStateDamaged = State is null && (file.IsDamaged || disk.Length(file.FilePath) is not null);
        var files = ReadSegments();
        Id = State?.Journal ?? files.Find(file => file.Header is not null)?.Header!.Journal ?? default;
        var usable = files.Where(file => StrangenessOf(file) is null).GroupBy(file => file.Id).ToArray();
        Segments = [.. usable.Select(copies => copies.MaxBy(file => file.Length)!).OrderBy(file => file.Id)];
        Strange =
        [
            .. files
                .Where(file => StrangenessOf(file) is not null)
                .Select(file => $"{Path.GetFileName(file.Path)} {StrangenessOf(file)}"),
            .. usable
                .SelectMany(copies => copies.OrderByDescending(file => file.Length).Skip(1))
                .Select(file => $"{Path.GetFileName(file.Path)} is a second copy of a segment"),
        ];
    }

    /// <summary>Where the journal is.</summary>
    public string Folder { get; }

    /// <summary>The state; null when there is none that can be read.</summary>
    public JournalState? State { get; }

    /// <summary>Whether there is a state that cannot be read.</summary>
    public bool IsStateDamaged { get; }

    /// <summary>The segments that count, in order.</summary>
    public IReadOnlyList<ViewedSegment> Segments { get; }

    /// <summary>Files that should be segments and are not, in words. A start moves them to the quarantine.</summary>
    public IReadOnlyList<string> Strange { get; }

    /// <summary>The journal's id; empty when nothing tells it.</summary>
    public Guid Id { get; }

    /// <summary>Looks at a folder.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static JournalView Open(IJournalDisk disk, string folder)
    {
        // A segment that its owner deletes between the state and the folder's list is none; one that is gone later is looked
        // for anew.
        for (var tries = 3; ; tries--)
        {
            try
            {
                return new JournalView(disk, folder);
            }
            catch (FileNotFoundException) when (tries > 1)
            {
                // Once more, with the state that says so.
            }
        }
    }

    /// <summary>Reads from a position on.</summary>
    public JournalViewReader CreateReader(long position) => new(this, _disk, position);

    private string? StrangenessOf(ViewedSegment file) =>
        file.IsOfOtherVersion ? "is of a version that is not known here"
        : file.Header is { } header && header.Journal != Id ? "belongs to another journal"
        : null;

    private List<ViewedSegment> ReadSegments()
    {
        var segments = new List<ViewedSegment>();
        foreach (var name in _disk.Names(Folder))
        {
            if (JournalNames.IsSegment(name, out var id) && ReadSegment(name, id) is { } segment)
            {
                segments.Add(segment);
            }
        }

        return segments;
    }

    /// <summary>Null for what does not count: left over of a deletion, or of a start that a crash stopped.</summary>
    private ViewedSegment? ReadSegment(string name, long nameId)
    {
        var path = Path.Combine(Folder, name);
        using var file = _disk.Open(path);
        Span<byte> bytes = stackalloc byte[SegmentHeader.Size];
        var header = SegmentHeader.Read(bytes[..file.Read(bytes, 0)], out var isOfOtherVersion);
        var id = header?.Id ?? nameId;
        var counts = id >= (State?.FirstSegment ?? 0) && (header is not null || file.Length > SegmentHeader.Size);
        return counts ? new ViewedSegment(id, path, file.Length, header, isOfOtherVersion) : null;
    }
}
