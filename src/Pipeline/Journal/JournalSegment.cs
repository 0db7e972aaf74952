using System;
using System.Threading;

namespace ActorLog.Journal;

/// <summary>A segment that counts. The writer of the last one changes it while readers look.</summary>
/// <param name="id">The segment's number.</param>
/// <param name="path">Where its file is.</param>
/// <param name="first">The position of its first frame.</param>
/// <param name="created">When it was made, by the clock on the wall.</param>
/// <param name="seed">What the checks of its frames begin with.</param>
/// <param name="start">Where its frames begin: behind the header, unless that is damaged.</param>
internal sealed class JournalSegment(
    long id,
    string path,
    long first,
    DateTimeOffset created,
    uint seed,
    long start = SegmentHeader.Size
)
{
    private long _length = start;
    private long _end = first;

    /// <summary>The segment's number.</summary>
    public long Id { get; } = id;

    /// <summary>Where its file is.</summary>
    public string Path { get; } = path;

    /// <summary>The position of its first frame.</summary>
    public long First { get; } = first;

    /// <summary>When it was made, by the clock on the wall.</summary>
    public DateTimeOffset Created { get; } = created;

    /// <summary>What the checks of its frames begin with.</summary>
    public uint Seed { get; } = seed;

    /// <summary>Where its frames begin.</summary>
    public long Start { get; } = start;

    /// <summary>The bytes that count.</summary>
    public long Length => Volatile.Read(ref _length);

    /// <summary>The position behind its last frame; not less than <see cref="First"/>.</summary>
    public long End => Volatile.Read(ref _end);

    /// <summary>When nothing more came to it, as a timestamp of the clock that runs evenly.</summary>
    public long SealedAt { get; set; }

    /// <summary>Shows readers what counts. They read the end first and the length after it, and so never miss what the end promises.</summary>
    public void Publish(long length, long end)
    {
        Volatile.Write(ref _length, length);
        Volatile.Write(ref _end, end);
    }
}
