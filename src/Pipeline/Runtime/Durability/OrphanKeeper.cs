using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using ActorLog.Journal;

namespace ActorLog.Runtime.Durability;

/// <summary>
/// Takes over what processes that are gone have left in their journals, a group at a time between the batches of our own.
/// </summary>
internal sealed class OrphanKeeper : IAsyncDisposable
{
    private readonly IReadOnlyList<JournalOrphan> _orphans;
    private readonly Func<JournalOrphan, JournalAdoption> _adopt;
    private readonly JournalLog _heir;
    private readonly JournalAppender _appender;
    private readonly SinkEvents _events;
    private readonly Task _work;
    private volatile bool _isStopping;

    /// <param name="orphans">The journals that nobody owns.</param>
    /// <param name="adopt">Opens one.</param>
    /// <param name="heir">The journal that they are copied into.</param>
    /// <param name="appender">Who writes it.</param>
    /// <param name="events">Who is told.</param>
    public OrphanKeeper(
        IReadOnlyList<JournalOrphan> orphans,
        Func<JournalOrphan, JournalAdoption> adopt,
        JournalLog heir,
        JournalAppender appender,
        SinkEvents events
    )
    {
        _orphans = orphans;
        _adopt = adopt;
        _heir = heir;
        _appender = appender;
        _events = events;
        _work = orphans.Count == 0 ? Task.CompletedTask : Task.Run(RunAsync);
    }

    /// <summary>Stops behind the group that is being copied; what is left is for the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        _isStopping = true;
        await _work.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        PipelineScope.Enter();
        foreach (var orphan in _orphans)
        {
            try
            {
                using var adoption = _adopt(orphan);
                while (!_isStopping && HasRoom(orphan) && _appender.Write(adoption.Step))
                {
                    await Task.Yield();
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                _events.Journal($"the journal '{orphan.Folder}' cannot be taken over now: {failure.Message}");
            }
#pragma warning disable CA1031 // The error kernel: a bug of ours at one journal must not cost the others, nor the end its order.
            catch (Exception bug)
#pragma warning restore CA1031
            {
                _events.Broke("journal", bug);
            }
        }
    }

    private bool HasRoom(JournalOrphan orphan)
    {
        if (!_heir.Room.IsFull)
        {
            return true;
        }

        _events.Journal($"there is no room to take over the journal '{orphan.Folder}': it stays for the next start");
        return false;
    }
}
