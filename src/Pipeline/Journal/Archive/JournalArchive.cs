using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ActorLog.Events;
using ActorLog.Journal.Payload;

namespace ActorLog.Journal;

/// <summary>A journal's folder for people and tools: what is in it, without a change to it, also while a pipeline uses it.</summary>
/// <remarks>
/// It shows the moment at which it was opened, and what was appended until it is read. Members may be called from any thread.
/// </remarks>
public sealed class JournalArchive
{
    private const int MostFindings = 1000;

    // Tags below it are levels of events.
    private const byte OtherKinds = 0x80;

    private readonly JournalView _view;

    private JournalArchive(JournalView view)
    {
        _view = view;
        (First, End) = Ends(view);
        IsInUse = ReadOnlyDisk.IsLocked(LockOf(view.Folder));
    }

    /// <summary>The folder.</summary>
    public string Folder => _view.Folder;

    /// <summary>The journal's id; empty when all that tells it is damaged.</summary>
    public Guid Id => _view.Id;

    /// <summary>Whether a process has the journal open.</summary>
    public bool IsInUse { get; }

    /// <summary>Whether the file that knows the cursors is damaged. The next start rebuilds it: sinks get everything again.</summary>
    public bool IsStateDamaged => _view.IsStateDamaged;

    /// <summary>The position of the oldest frame that is kept.</summary>
    public long First { get; }

    /// <summary>The position behind the newest frame.</summary>
    public long End { get; }

    /// <summary>Bytes of all segments.</summary>
    public long Bytes => _view.Segments.Sum(segment => segment.Length);

    /// <summary>The files, in order.</summary>
    public IReadOnlyList<JournalSegmentInfo> Segments =>
        [
            .. _view.Segments.Select(segment => new JournalSegmentInfo(
                segment.Id,
                segment.Header?.First ?? 0,
                segment.Length,
                segment.Header?.Created
            )),
        ];

    /// <summary>How far each sink has come.</summary>
    public IReadOnlyList<JournalCursorInfo> Cursors =>
        [
            .. (_view.State?.Cursors ?? []).Select(cursor => new JournalCursorInfo(
                cursor.Key,
                cursor.Value,
                Math.Max(0, End - Math.Max(First, cursor.Value))
            )),
        ];

    /// <summary>The files in the quarantine: what a start could not understand, kept for somebody to look at.</summary>
    public IReadOnlyList<string> Quarantined =>
        [
            .. ReadOnlyDisk
                .Instance.Names(Path.Combine(Folder, JournalNames.Quarantine))
                .Order(StringComparer.Ordinal)
                .Select(name => Path.Combine(Folder, JournalNames.Quarantine, name)),
        ];

    /// <summary>Opens a journal to look at it.</summary>
    /// <param name="folder">Its folder: the <c>path</c> of the configuration, or <c>path/2</c> for a second process's.</param>
    /// <exception cref="IOException">There is no journal, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public static JournalArchive Open(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return JournalFolders.HasJournal(ReadOnlyDisk.Instance, folder)
            ? new JournalArchive(JournalView.Open(ReadOnlyDisk.Instance, folder))
            : throw new DirectoryNotFoundException($"there is no journal in '{folder}'");
    }

    /// <summary>The folders of all journals below a configured path: its own, and those of further processes.</summary>
    public static IReadOnlyList<string> FoldersOf(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var further = ReadOnlyDisk
            .Instance.Folders(path)
            .Select(name => (Name: name, Slot: Slot(name)))
            .Where(folder => folder.Slot > 1)
            .OrderBy(folder => folder.Slot)
            .Select(folder => Path.Combine(path, folder.Name));
        return [.. further.Prepend(path).Where(folder => JournalFolders.HasJournal(ReadOnlyDisk.Instance, folder))];
    }

    /// <summary>Reads what stands from one position to another.</summary>
    /// <param name="from">The first position.</param>
    /// <param name="to">The last position.</param>
    /// <returns>The entries, in order, read as they are asked for.</returns>
    /// <exception cref="IOException">A file is gone, or cannot be read.</exception>
    public IEnumerable<JournalEntry> Read(long from = 1, long to = long.MaxValue)
    {
        var decoder = new EventDecoder(new LogCategories());
        using var reader = _view.CreateReader(from);
        while (reader.Position <= to && TryRead(reader, decoder, out var entry))
        {
            if (entry is not null)
            {
                yield return entry;
            }
        }
    }

    /// <summary>Reads everything, and says what is wrong.</summary>
    /// <exception cref="IOException">A file is gone.</exception>
    public JournalVerification Verify()
    {
        var decoder = new EventDecoder(new LogCategories());
        var found = new JournalVerification();
        var findings = new List<string>(_view.Strange);
        if (IsStateDamaged)
        {
            findings.Add("the state cannot be read");
        }

        using var reader = _view.CreateReader(1);
        while (TryRead(reader, decoder, out var entry))
        {
            found = Count(found, entry);
            if (entry is not null && Finding(entry) is { } finding)
            {
                Add(findings, finding);
            }
        }

        foreach (var damage in reader.Damage)
        {
            Add(findings, Text(damage));
        }

        return found with
        {
            DamagedBytes = reader.Damage.Sum(damage => damage.Length),
            TornBytes = reader.TornBytes,
            Findings = findings,
        };
    }

    private static void Add(List<string> findings, string finding)
    {
        if (findings.Count < MostFindings)
        {
            findings.Add(finding);
        }
    }

    private static JournalVerification Count(JournalVerification found, JournalEntry? entry) =>
        entry switch
        {
            { Missing: > 0 } => found with { Missing = found.Missing + entry.Missing },
            { Problem: not null } => found with { Frames = found.Frames + 1, Unreadable = found.Unreadable + 1 },
            { Event: not null } => found with { Frames = found.Frames + 1, Events = found.Events + 1 },
            _ => found with { Frames = found.Frames + 1 },
        };

    private static string? Finding(JournalEntry entry) =>
        entry.Missing > 1 ? Invariant($"positions {entry.Position} to {entry.Position + entry.Missing - 1} are missing")
        : entry.Missing == 1 ? Invariant($"position {entry.Position} is missing")
        : entry.Problem is null ? null
        : Invariant($"position {entry.Position}: {entry.Problem}");

    private static string Text(ViewedDamage damage) =>
        Invariant($"{Path.GetFileName(damage.Path)}: {damage.Length} damaged bytes at {damage.Offset}");

    /// <summary>Reads an entry; it is null for a frame that is the journal's own affair.</summary>
    private static bool TryRead(JournalViewReader reader, EventDecoder decoder, out JournalEntry? entry)
    {
        entry = null;
        if (!reader.TryRead(out var frame))
        {
            return false;
        }

        if (frame.Missing > 0)
        {
            entry = new JournalEntry { Position = frame.Position, Missing = frame.Missing };
        }
        else if (frame.Tag < OtherKinds)
        {
            entry = EventOf(frame.Position, frame.Payload, decoder);
        }
        else if (frame.Tag == AdoptedFrame.AdoptedTag)
        {
            entry =
                !AdoptedFrame.TryRead(frame.Payload, out var adopted)
                    ? new JournalEntry { Position = frame.Position, Problem = "it is no frame of another journal" }
                : adopted.Tag >= OtherKinds ? null
                : EventOf(frame.Position, adopted.Payload, decoder) with { DueFor = [.. adopted.Names] };
        }

        return true;
    }

    private static JournalEntry EventOf(long position, ReadOnlySpan<byte> payload, EventDecoder decoder) =>
        decoder.TryDecode(payload, out var logEvent, out var fault)
            ? new JournalEntry { Position = position, Event = logEvent }
            : new JournalEntry { Position = position, Problem = PayloadFaults.Text(fault) };

    private static (long First, long End) Ends(JournalView view)
    {
        // The frames of the last segment alone are read: what stands before it, its header tells.
        var last = view.Segments.LastOrDefault(segment => segment.Header is not null);
        using var reader = view.CreateReader(last?.Header!.First ?? 1);
        while (reader.TryRead(out _)) { }

        return (view.Segments is [{ Header: { } first }, ..] ? first.First : 1, reader.Position);
    }

    // The lock of a further process's folder stands beside it.
    internal static string LockOf(string folder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var beside = full + ".lock";
        return Slot(Path.GetFileName(full)) > 1 && File.Exists(beside) ? beside : Path.Combine(folder, "lock");
    }

    private static int Slot(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var slot) ? slot : 0;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
