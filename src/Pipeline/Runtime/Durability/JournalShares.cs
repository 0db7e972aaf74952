using System.Collections.Generic;
using ActorLog.Events;
using ActorLog.Routing;

namespace ActorLog.Runtime.Durability;

/// <summary>What never gets into the journal is lost, or filtered, for each of the sinks that it feeds.</summary>
internal sealed class JournalShares(Router router)
{
    private readonly List<(int Route, SinkAccount Account)> _sinks = [];

    /// <summary>A sink that is fed from the journal.</summary>
    public void Add(int route, SinkAccount account) => _sinks.Add((route, account));

    public void AddFiltered(long count)
    {
        foreach (var (_, account) in _sinks)
        {
            account.AddFiltered(count);
        }
    }

    public void Drop(LogEvent logEvent, DropReason reason)
    {
        foreach (var (route, account) in _sinks)
        {
            if (router.Wants(route, logEvent))
            {
                account.Drop(logEvent, reason);
            }
            else
            {
                account.AddFiltered(1);
            }
        }
    }
}
