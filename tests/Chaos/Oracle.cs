using System;
using System.Collections.Generic;
using System.Linq;

namespace ActorLog.Chaos;

/// <summary>
/// Knows what was issued, what was acknowledged and what was heard, and judges: every acknowledged event was heard, in the
/// order of its session; again only under the same name; nothing was invented or altered. Thread-safe.
/// </summary>
/// <remarks>An acknowledgement is an obligation. What was sent and not acknowledged may be heard or not, but once at most.</remarks>
public sealed class Oracle
{
    private readonly System.Threading.Lock _gate = new();
    private readonly SessionAccount[] _sessions;
    private readonly Dictionary<string, int> _hosts = [];
    private readonly Findings _findings = new();
    private long _heard;
    private long _repeats;

    /// <summary>Creates an oracle.</summary>
    /// <param name="sessions">How many sessions there are.</param>
    public Oracle(int sessions) => _sessions = [.. Enumerable.Range(0, sessions).Select(_ => new SessionAccount())];

    /// <summary>How many events were acknowledged.</summary>
    public long Acknowledged
    {
        get
        {
            lock (_gate)
            {
                return _sessions.Sum(session => session.Acknowledged);
            }
        }
    }

    /// <summary>How many different events were heard.</summary>
    public long Heard
    {
        get
        {
            lock (_gate)
            {
                return _heard;
            }
        }
    }

    /// <summary>How many events were heard again.</summary>
    public long Repeats
    {
        get
        {
            lock (_gate)
            {
                return _repeats;
            }
        }
    }

    /// <summary>Whether every acknowledged event was heard.</summary>
    public bool IsComplete
    {
        get
        {
            lock (_gate)
            {
                return _sessions.All(session => session.Missing(1) == 0);
            }
        }
    }

    /// <summary>The events up to a number are sent, or about to be.</summary>
    public void Issue(int session, long upTo)
    {
        lock (_gate)
        {
            _sessions[session].Issued = Math.Max(_sessions[session].Issued, upTo);
        }
    }

    /// <summary>The events up to a number were acknowledged.</summary>
    public void Acknowledge(int session, long upTo)
    {
        lock (_gate)
        {
            _sessions[session].Acknowledged = upTo;
        }
    }

    /// <summary>The destination heard an event.</summary>
    public void Hear(HeardEvent heard)
    {
        if (heard.IsNotice)
        {
            return;
        }

        lock (_gate)
        {
            var index = heard.Session;
            if (index < 0 || index >= _sessions.Length || heard.Number < 1 || heard.Number > _sessions[index].Issued)
            {
                _findings.Add("invented", $"{heard.Session}/{heard.Number}: {heard.Message}");
                return;
            }

            if (heard.Message != IssuedEvent.Message(index, heard.Number))
            {
                _findings.Add("altered", $"{index}/{heard.Number}: {heard.Message}");
            }

            Hear(index, heard);
        }
    }

    /// <summary>What is wrong, each kind with how often and the first few; empty when nothing is.</summary>
    public IReadOnlyList<string> Judge()
    {
        lock (_gate)
        {
            var findings = new Findings(_findings);
            for (var index = 0; index < _sessions.Length; index++)
            {
                foreach (var number in _sessions[index].AllMissing())
                {
                    findings.Add("lost", $"{index}/{number}");
                }
            }

            return findings.ToLines();
        }
    }

    // A name is the run of the host and the number in it, in one integer.
    private void Hear(int index, HeardEvent heard)
    {
        if (!_hosts.TryGetValue(heard.HostSession, out var host))
        {
            host = _hosts.Count;
            _hosts.Add(heard.HostSession, host);
        }

        var name = ((long)host << 40) + heard.HostNumber;
        var session = _sessions[index];
        var before = session.NameOf(heard.Number);
        if (before != 0)
        {
            _repeats++;
            if (before != name)
            {
                _findings.Add("taken twice", $"{index}/{heard.Number} as {Text(before)} and as {Text(name)}");
            }

            return;
        }

        _heard++;
        if (!session.Hear(heard.Number, name))
        {
            _findings.Add("out of order", $"{index}/{heard.Number} after {index}/{session.Highest}");
        }
    }

    private static string Text(long name) => $"{name >> 40}/{name & ((1L << 40) - 1)}";
}
