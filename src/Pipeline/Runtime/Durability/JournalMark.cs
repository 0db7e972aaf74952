using System.Collections.Generic;
using ActorLog.Sinks;

namespace ActorLog.Runtime.Durability;

/// <summary>Takes a barrier through the journal: first past its lane, then past everything that it holds for each sink.</summary>
internal sealed class JournalMark(IBarrier barrier, IReadOnlyList<SinkFeed> feeds) : IBarrier
{
    public void Passed(string sink, SinkFailure? failure)
    {
        // Also when the lane has failed: what is in the journal is delivered all the same.
        foreach (var feed in feeds)
        {
            feed.Mark(SinkMessage.Flush(barrier));
        }
    }
}
