using ActorLog.Runtime;

namespace ActorLog.Host.Status;

/// <summary>How the journal of a running host is doing.</summary>
/// <param name="Path">Its folder.</param>
/// <param name="State"><c>running</c>, or <c>backing-off</c> when the disk does not take it.</param>
/// <param name="Bytes">What it holds.</param>
/// <param name="MaxBytes">The most that it may hold.</param>
/// <param name="Segments">Of how many files it consists.</param>
/// <param name="Queued">Events that are in memory still, on their way to the disk.</param>
/// <param name="Recovered">Events that the run before had left, added up over the sinks.</param>
/// <param name="LastFailure">The last failure to write, overcome or not, or <see langword="null"/>.</param>
/// <param name="IsFull">Whether it takes nothing for now because its sinks are behind.</param>
internal sealed record HostJournalStatus(
    string Path,
    string State,
    long Bytes,
    long MaxBytes,
    int Segments,
    long Queued,
    long Recovered,
    string? LastFailure,
    bool IsFull = false
)
{
    /// <summary>What the pipeline says of its journal.</summary>
    public static HostJournalStatus? Of(JournalStatus? journal) =>
        journal is null
            ? null
            : new HostJournalStatus(
                System.IO.Path.GetFullPath(journal.Path),
                Words.Of(journal.State),
                journal.Bytes,
                journal.MaxBytes,
                journal.Segments,
                journal.QueuedEvents,
                journal.Recovered,
                journal.LastFailure?.Reason,
                journal.IsFull
            );
}
