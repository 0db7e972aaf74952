using System;
using System.Collections.Generic;
using System.Globalization;
using ActorLog.Events;

namespace ActorLog.Host.Ingest;

/// <summary>Gives the events of a request the identity that its Idempotency-Key lends them. Pure.</summary>
/// <remarks>
/// A key names a request; an event of it is the key and its place in the body. Our own sender's key for one event ends with
/// the event's number (<c>session:sink:17</c>); then the rest is the session, and what is remembered of a thousand such
/// requests is a thousand bits and not a thousand keys. Events that carry an identity of their own keep it.
/// </remarks>
internal static class RequestIdentity
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>The longest key that is taken: all of them are remembered.</summary>
    public const int LongestKey = 1024;

    /// <summary>Gives an identity to those events that have none.</summary>
    /// <param name="key">The key; empty when the request has none.</param>
    /// <param name="events">All events of the request.</param>
    public static void Assign(string key, IReadOnlyList<LogEventDraft> events)
    {
        if (key.Length == 0)
        {
            return;
        }

        var session = " " + key;
        for (var i = 0; i < events.Count; i++)
        {
            events[i].Origin ??= (events.Count == 1 ? OwnKey(key) : null) ?? new EventOrigin(session, i + 1);
        }
    }

    // A header's value never begins with a space, so no key can be taken for the other kind. Our sender writes no leading zeros:
    // `job:07` is no `job:7`.
    private static EventOrigin? OwnKey(string key)
    {
        var colon = key.LastIndexOf(':');
        return
            colon > 0
            && colon < key.Length - 1
            && key[colon + 1] != '0'
            && long.TryParse(key.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new EventOrigin(key[..colon], number)
            : null;
    }
}
