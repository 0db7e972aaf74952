using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ActorLog.Host.Audit;

/// <summary>Audits an output line by line: finds each line's session and number, and gives the number to its session's audit.</summary>
internal sealed class OutputAudit(LineNumbers numbers, AuditRules rules)
{
    private const int ShortName = 256;

    private readonly Dictionary<string, SessionAudit> _byName = new(StringComparer.Ordinal);
    private readonly List<SessionAudit> _sessions = [];
    private readonly List<string> _files = [];
    private readonly LineExcerpts _unnumbered = new();
    private readonly LineExcerpts _torn = new();
    private byte[] _lastName = [];
    private SessionAudit? _last;
    private long _lines;
    private long _lineInFile;

    /// <summary>The lines that follow are of this file.</summary>
    public void Begin(string file)
    {
        _files.Add(file);
        _lineInFile = 0;
    }

    /// <summary>Takes the next line.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="isTorn">Whether the file ends inside it.</param>
    public void Read(ReadOnlySpan<byte> line, bool isTorn)
    {
        _lines++;
        var place = new Place(_files[^1], ++_lineInFile);
        if (_lineInFile == 1 && line.StartsWith(Encoding.UTF8.Preamble))
        {
            line = line[Encoding.UTF8.Preamble.Length..];
        }

        var found = numbers(line);

        // A number may be torn as well, 12 of 123; only of an object of JSON is it certain that nothing is lacking.
        if (isTorn && !(found.HasNumbers && line is [(byte)'{', .., (byte)'}']))
        {
            _torn.Add(line, place);
        }
        else if (!found.HasNumbers)
        {
            _unnumbered.Add(line, place);
        }
        else if (found.IsNotice)
        {
            SessionOf(found.Session).Add(found.Notice, found.Sequence, place);
        }
        else
        {
            SessionOf(found.Session).Add(found.Sequence, place);
        }
    }

    /// <summary>Ends the audit. Nothing is read afterwards.</summary>
    public AuditReport Finish() =>
        new(rules, _files, _lines, [.. _sessions.Select(session => session.Finish())], _unnumbered, _torn);

    private SessionAudit SessionOf(ReadOnlySpan<byte> name)
    {
        if (_last is null || !name.SequenceEqual(_lastName))
        {
            _last = Find(name);
            _lastName = name.ToArray();
        }

        return _last;
    }

    private SessionAudit Find(ReadOnlySpan<byte> name)
    {
        // Two processes that append to one file take turns; that must not cost a string a line.
        Span<char> room = stackalloc char[ShortName];
        ReadOnlySpan<char> text =
            name.Length <= ShortName
                ? room[..Encoding.UTF8.GetChars(name, room)]
                : Encoding.UTF8.GetString(name).AsSpan();
        var byName = _byName.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!byName.TryGetValue(text, out var session))
        {
            session = new SessionAudit(text.ToString(), rules.IsPartial);
            byName[text] = session;
            _sessions.Add(session);
        }

        return session;
    }
}
