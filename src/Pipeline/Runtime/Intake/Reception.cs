using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Journal;

namespace ActorLog.Runtime.Intake;

/// <summary>Takes events of other pipelines in once, however often they are sent, and answers when they are safe.</summary>
/// <remarks>
/// An event is received when it is committed, and not before: a sender who heard no yes must be able to send it again. From
/// its acceptance to its commit it is pending, and who repeats it meanwhile waits for the same commit. Thread-safe.
/// </remarks>
/// <param name="index">What has been received.</param>
/// <param name="write">Offers events to the pipeline: all or none.</param>
/// <param name="commit">Waits until the journal holds what was accepted before.</param>
/// <param name="position">Where the journal stands: what is written from now on comes behind it.</param>
/// <param name="clock">For the limit, and for the pause behind a failed commit.</param>
/// <param name="waits">Whether the answer waits for the commit; else it is given when the events are in memory.</param>
internal sealed class Reception(
    ReceivedIndex index,
    Func<IReadOnlyList<LogEventDraft>, WriteOutcome> write,
    Func<Task> commit,
    Func<long> position,
    TimeProvider clock,
    bool waits = true
)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly Dictionary<EventOrigin, Task<bool>> _pending = [];

    // Where the journal stood when each of the takings that are not settled began, in their order.
    private readonly LinkedList<long> _begun = new();
    private long _repeats;
    private volatile bool _isStopped;

    /// <summary>How many repeats were not taken again.</summary>
    public long Repeats => Interlocked.Read(ref _repeats);

    /// <summary>No commit will come any more.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>Takes events in: all that are new, or none.</summary>
    /// <param name="drafts">The events; those without an origin are always new.</param>
    /// <param name="limit">How long to wait for the commit.</param>
    /// <param name="cancellationToken">Ends the waiting; what was accepted stays so.</param>
    public async ValueTask<TakeResult> TakeAsync(
        IReadOnlyList<LogEventDraft> drafts,
        TimeSpan limit,
        CancellationToken cancellationToken
    )
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var (fresh, others, begun) = Sort(drafts, done.Task);
        var origins = fresh.Select(draft => draft.Origin).OfType<EventOrigin>().ToArray();
        var repeats = drafts.Count - fresh.Count;
        WriteOutcome outcome;
        try
        {
            outcome = fresh.Count == 0 ? WriteOutcome.Accepted : write(fresh);
        }
        catch
        {
            Settle(origins, begun, done, isReceived: false);
            throw;
        }

        if (outcome is WriteOutcome.Full or WriteOutcome.Stopped)
        {
            Settle(origins, begun, done, isReceived: false);
            return new TakeResult(outcome, 0);
        }

        // It goes on when nobody waits any longer: what is committed late is received all the same.
        if (fresh.Count == 0)
        {
            Settle(origins, begun, done, isReceived: true);
        }
        else
        {
            others.Add(done.Task);
            _ = CommitAsync(origins, begun, done);
        }

        if (waits && !await AllAsync(others, limit, cancellationToken).ConfigureAwait(false))
        {
            return new TakeResult(WriteOutcome.Uncommitted, 0);
        }

        Interlocked.Add(ref _repeats, repeats);
        return new TakeResult(outcome, repeats);
    }

    /// <summary>Lets somebody read the index, under the lock.</summary>
    /// <param name="read">
    /// Is given the index, and the position up to which it knows every event that the journal holds, as far as they are
    /// before <c>synced</c>.
    /// </param>
    /// <param name="synced">Tells up to where the journal is on the medium.</param>
    /// <param name="passPending">Whether the position is that of <c>synced</c>, whatever is pending before it.</param>
    public T Read<T>(Func<ReceivedIndex, long, T> read, Func<long> synced, bool passPending = false)
    {
        lock (_gate)
        {
            // Whoever is not settled began before his frames were written; whoever begins later writes behind all of this.
            var begun = passPending ? null : _begun.First;
            return read(index, Math.Min(synced(), begun?.Value ?? long.MaxValue));
        }
    }

    /// <summary>Which events are new, and what the others wait for. The new ones are pending from now on.</summary>
    private (List<LogEventDraft> Fresh, HashSet<Task<bool>> Others, LinkedListNode<long> Begun) Sort(
        IReadOnlyList<LogEventDraft> drafts,
        Task<bool> own
    )
    {
        var fresh = new List<LogEventDraft>(drafts.Count);
        var others = new HashSet<Task<bool>>();
        LinkedListNode<long> begun;
        lock (_gate)
        {
            begun = _begun.AddLast(position());
            foreach (var draft in drafts)
            {
                if (draft.Origin is not { } origin)
                {
                    fresh.Add(draft);
                }
                else if (_pending.TryGetValue(origin, out var pending))
                {
                    if (pending != own)
                    {
                        others.Add(pending);
                    }
                }
                else if (!index.Contains(origin))
                {
                    _pending.Add(origin, own);
                    fresh.Add(draft);
                }
            }
        }

        return (fresh, others, begun);
    }

    private async Task CommitAsync(EventOrigin[] origins, LinkedListNode<long> begun, TaskCompletionSource<bool> done)
    {
        var isReceived = false;
        try
        {
            while (!isReceived && !_isStopped)
            {
                isReceived = await TryCommitAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            Settle(origins, begun, done, isReceived);
        }
    }

    private async Task<bool> TryCommitAsync()
    {
        try
        {
            await commit().ConfigureAwait(false);
            return true;
        }
        catch (IOException)
        {
            // The journal cannot take it now, but what was accepted may get there yet: only a stop makes an end.
            await Task.Delay(Pause, clock).ConfigureAwait(false);
            return false;
        }
    }

    private void Settle(
        EventOrigin[] origins,
        LinkedListNode<long> begun,
        TaskCompletionSource<bool> done,
        bool isReceived
    )
    {
        lock (_gate)
        {
            _begun.Remove(begun);
            foreach (var origin in origins)
            {
                _pending.Remove(origin);
                if (isReceived)
                {
                    index.Add(origin);
                }
            }
        }

        done.SetResult(isReceived);
    }

    private async Task<bool> AllAsync(
        IReadOnlyCollection<Task<bool>> commits,
        TimeSpan limit,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var all = await Task.WhenAll(commits).WaitAsync(limit, clock, cancellationToken).ConfigureAwait(false);
            return all.All(isReceived => isReceived);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
