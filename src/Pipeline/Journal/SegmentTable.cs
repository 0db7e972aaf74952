using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace ActorLog.Journal;

/// <summary>The segments that count, in the order of their numbers. Any thread reads; changes are made under a lock.</summary>
internal sealed class SegmentTable(IEnumerable<JournalSegment> segments)
{
    private readonly Lock _gate = new();
    private JournalSegment[] _segments = [.. segments];

    /// <summary>The segments now.</summary>
    public IReadOnlyList<JournalSegment> All => Volatile.Read(ref _segments);

    /// <summary>The last segment, or null.</summary>
    public JournalSegment? Last => Volatile.Read(ref _segments) is [.., var last] ? last : null;

    /// <summary>Bytes of all of them.</summary>
    public long Bytes => Volatile.Read(ref _segments).Sum(segment => segment.Length);

    /// <summary>The segment that has the position, or would have it were it not missing; the first one for an earlier position.</summary>
    public JournalSegment? Find(long position)
    {
        var segments = Volatile.Read(ref _segments);
        for (var i = segments.Length - 1; i >= 0; i--)
        {
            if (segments[i].First <= position || i == 0)
            {
                return segments[i];
            }
        }

        return null;
    }

    /// <summary>The segment behind the one of that number, or null.</summary>
    public JournalSegment? After(long id)
    {
        foreach (var segment in Volatile.Read(ref _segments))
        {
            if (segment.Id > id)
            {
                return segment;
            }
        }

        return null;
    }

    /// <summary>Adds a segment at the end.</summary>
    public void Add(JournalSegment segment)
    {
        lock (_gate)
        {
            Volatile.Write(ref _segments, [.. _segments, segment]);
        }
    }

    /// <summary>Takes segments out of the front.</summary>
    public void RemoveFirst(int count)
    {
        lock (_gate)
        {
            Volatile.Write(ref _segments, _segments[count..]);
        }
    }
}
