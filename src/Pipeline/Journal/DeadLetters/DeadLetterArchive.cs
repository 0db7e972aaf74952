using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ActorLog.Events;
using ActorLog.Journal.Payload;

namespace ActorLog.Journal;

/// <summary>The dead letters in a folder, for people and tools: without a change to them, also while a pipeline buries more.</summary>
/// <remarks>Members may be called from any thread; a letter's event may be kept.</remarks>
public sealed class DeadLetterArchive
{
    private readonly IReadOnlyList<string> _stores;

    private DeadLetterArchive(string folder, IReadOnlyList<string> stores)
    {
        Folder = folder;
        _stores = stores;
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>How many letters the last <see cref="Read"/> could not read: damaged, or of a later version.</summary>
    public long Unreadable { get; private set; }

    /// <summary>Opens a folder to look at it. One that is not there, or has no letters, is empty.</summary>
    /// <param name="folder">The folder of the dead letters: <c>dead-letters</c> in the journal's, unless configured.</param>
    public static DeadLetterArchive Open(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return new DeadLetterArchive(folder, JournalArchive.FoldersOf(folder));
    }

    /// <summary>Reads all letters, the oldest first; those of a second process's store come behind those of the first.</summary>
    /// <exception cref="IOException">A file is gone, or cannot be read.</exception>
    public IEnumerable<DeadLetter> Read()
    {
        Unreadable = 0;
        return _stores.SelectMany(ReadStore);
    }

    /// <summary>The store and the position that an id means.</summary>
    internal (string Store, long Position) Locate(string id)
    {
        var slash = id.IndexOf('/', StringComparison.Ordinal);
        var store = slash < 0 ? Folder : Path.Combine(Folder, id[..slash]);
        return (store, long.Parse(id.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture));
    }

    private IEnumerable<DeadLetter> ReadStore(string store)
    {
        var prefix = store == Folder ? "" : Path.GetFileName(store) + "/";
        var replayed = ReplayMarks.Read(store);
        var events = new EventDecoder(new LogCategories());
        using var reader = JournalView.Open(ReadOnlyDisk.Instance, store).CreateReader(1);
        while (TryRead(reader, events, out var position, out var letter))
        {
            if (letter is not null)
            {
                yield return letter with
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"{prefix}{position}"),
                    IsReplayed = replayed.Contains(position),
                };
            }
        }
    }

    private bool TryRead(JournalViewReader reader, EventDecoder events, out long position, out DeadLetter? letter)
    {
        letter = null;
        position = reader.Position;
        if (!reader.TryRead(out var frame))
        {
            return false;
        }

        if (frame.Missing > 0 || !DeadLetterCodec.TryDecode(frame.Payload, events, out letter, out _))
        {
            Unreadable += Math.Max(1, frame.Missing);
        }

        return true;
    }
}
