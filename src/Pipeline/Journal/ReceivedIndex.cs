using System;
using System.Collections.Generic;
using ActorLog.Events;

namespace ActorLog.Journal;

/// <summary>Which events of other pipelines have been taken in, by session and sequence number.</summary>
/// <remarks>
/// <para>
/// Exact for what it remembers: a number is known only if it was added, however low it is. Dead letters are replayed late,
/// and filters and lanes leave gaps that may be filled later, so "lower than the highest" proves nothing.
/// </para>
/// <para>
/// The memory is bounded: beyond the limit the session that was used least recently is forgotten, and of a session that is
/// alone the part that it began first. A forgotten event counts as new when it comes again: a repeat rather than a loss.
/// Dense numbers cost <see cref="ChunkCost"/> bytes for each <see cref="ReceivedSession.ChunkSize"/>.
/// </para>
/// <para>Every operation takes constant time. Not thread-safe.</para>
/// </remarks>
internal sealed class ReceivedIndex(long maxBytes)
{
    /// <summary>The most memory that an index holds unless it is told otherwise.</summary>
    public const long DefaultMaxBytes = 16L * 1024 * 1024;

    // Estimates of what the collections take: entries, nodes, objects.
    internal const int SessionCost = 320;
    internal const int ChunkCost = 64;

    private readonly Dictionary<string, ReceivedSession> _sessions = new(StringComparer.Ordinal);
    private readonly LinkedList<ReceivedSession> _byUse = new();

    /// <summary>The memory that it holds, an estimate.</summary>
    public long Bytes { get; private set; }

    /// <summary>The sessions, the least recently used first.</summary>
    public IReadOnlyCollection<ReceivedSession> Sessions => _byUse;

    /// <summary>How often something was added: two equal numbers mean that nothing was in between.</summary>
    public long Version { get; private set; }

    /// <summary>How often something was forgotten.</summary>
    public long Forgotten { get; private set; }

    /// <summary>Whether the event was added, and is not forgotten.</summary>
    public bool Contains(EventOrigin origin)
    {
        if (!_sessions.TryGetValue(origin.SessionId, out var session))
        {
            return false;
        }

        Use(session);
        return session.Contains(origin.Sequence);
    }

    /// <summary>Adds an event.</summary>
    /// <returns>False when it was there.</returns>
    public bool Add(EventOrigin origin)
    {
        var session = Rent(origin.SessionId);
        var before = session.Bytes;
        var isNew = session.Add(origin.Sequence);
        Bytes += session.Bytes - before;
        Version += isNew ? 1 : 0;
        Forget();
        return isNew;
    }

    /// <summary>Adds a part of a session as <see cref="ReceivedSession.Chunks"/> gave it.</summary>
    public void Add(string sessionId, long chunk, ReadOnlySpan<ulong> bits)
    {
        var session = Rent(sessionId);
        var before = session.Bytes;
        session.Add(chunk, bits);
        Bytes += session.Bytes - before;
        Forget();
    }

    private ReceivedSession Rent(string id)
    {
        if (!_sessions.TryGetValue(id, out var session))
        {
            session = new ReceivedSession(id);
            _sessions.Add(id, session);
            _byUse.AddLast(session.Node);
            Bytes += session.Bytes;
        }

        Use(session);
        return session;
    }

    private void Use(ReceivedSession session)
    {
        if (_byUse.Last != session.Node)
        {
            _byUse.Remove(session.Node);
            _byUse.AddLast(session.Node);
        }
    }

    private void Forget()
    {
        while (Bytes > maxBytes)
        {
            var oldest = _byUse.First!.Value;
            if (oldest.Node != _byUse.Last)
            {
                _byUse.Remove(oldest.Node);
                _sessions.Remove(oldest.Id);
                Bytes -= oldest.Bytes;
            }
            else
            {
                var before = oldest.Bytes;
                if (!oldest.ForgetFirst())
                {
                    return;
                }

                Bytes -= before - oldest.Bytes;
            }

            Forgotten++;
        }
    }
}
