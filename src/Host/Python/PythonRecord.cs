using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Globalization;
using ActorLog.Events;
using ActorLog.Host.Inputs.Decoding;
using ActorLog.Options;
using Microsoft.Extensions.Logging;

namespace ActorLog.Host.Python;

/// <summary>A <c>LogRecord</c> as Python's <c>HTTPHandler</c> sends it: every attribute as text, as <c>str</c> gives it.</summary>
/// <remarks>
/// The handler sends <c>msg</c> and <c>args</c> apart; they are put together here as Python would do it. Never throws:
/// fields that are missing or unreadable leave the event without what they would have said.
/// </remarks>
internal static class PythonRecord
{
    private const string Absent = "None";

    // What the event itself holds, and what follows from other fields.
    private static readonly FrozenSet<string> Consumed = FrozenSet.Create(
        StringComparer.Ordinal,
        [
            "name",
            "msg",
            "args",
            "message",
            "levelname",
            "levelno",
            "created",
            "asctime",
            "exc_info",
            "exc_text",
            "msecs",
            "relativeCreated",
            "filename",
            "threadName",
        ]
    );

    // Where the call was made: not part of the message.
    private static readonly FrozenSet<string> Surroundings = FrozenSet.Create(
        StringComparer.Ordinal,
        ["pathname", "lineno", "funcName", "module", "process", "processName", "thread", "taskName", "stack_info"]
    );

    private static readonly FrozenSet<string> Numbers = FrozenSet.Create(
        StringComparer.Ordinal,
        ["lineno", "process", "thread"]
    );

    private static readonly FrozenSet<string> LevelWords = FrozenSet.Create(
        StringComparer.Ordinal,
        ["NOTSET", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]
    );

    /// <summary>Whether fields of a form are a record: it has a message.</summary>
    public static bool IsRecord(IReadOnlyDictionary<string, string> fields) => fields.ContainsKey("msg");

    /// <summary>The event of a record.</summary>
    /// <param name="fields">The attributes, by name.</param>
    /// <param name="zone">The zone of <c>asctime</c>, which names none.</param>
    public static LogEventDraft ToDraft(IReadOnlyDictionary<string, string> fields, TimeZoneInfo zone)
    {
        var draft = new LogEventDraft
        {
            Timestamp = TimeOf(fields, zone),
            Level = LevelOf(fields),
            Category = fields.GetValueOrDefault("name", ""),
            Exception = PythonException.Of(fields.GetValueOrDefault("exc_text"), fields.GetValueOrDefault("exc_info")),
            ThreadName = fields.GetValueOrDefault("threadName"),
        };
        SetMessage(draft, fields);
        if (fields.TryGetValue("levelname", out var word) && !LevelWords.Contains(word))
        {
            draft.Properties.Add(new LogProperty("levelname", LogValue.From(word)));
        }

        foreach (var (name, value) in fields)
        {
            if (Surroundings.Contains(name))
            {
                AddSurrounding(draft, name, value);
            }
            else if (!Consumed.Contains(name))
            {
                draft.Properties.Add(new LogProperty(name, LogValue.From(value)));
            }
        }

        return draft;
    }

    private static void SetMessage(LogEventDraft draft, IReadOnlyDictionary<string, string> fields)
    {
        var msg = fields.GetValueOrDefault("msg", "");
        var args = fields.GetValueOrDefault("args", Absent);
        var values = PythonLiteralParser.Parse(args);
        if (values is { IsTrue: false })
        {
            // Python formats only when there is something to put in: a lone % is then just a %.
            draft.Message = msg;
            return;
        }

        draft.Properties.Add(new LogProperty("msg", LogValue.From(msg)));
        if (values is PythonDictionary named)
        {
            AddNamed(draft, named);
        }

        // `message` is there when another handler formatted the record before: Python's own result.
        draft.Message =
            fields.GetValueOrDefault("message") ?? (values is null ? null : PythonFormat.Apply(msg, values));
        if (draft.Message is null)
        {
            draft.Message = $"{msg} {args}";
            draft.Properties.Add(new LogProperty("args", LogValue.From(args)));
        }
    }

    private static void AddNamed(LogEventDraft draft, PythonDictionary named)
    {
        foreach (var (key, value) in named.Entries)
        {
            draft.Properties.Add(new LogProperty(key.Str, ValueOf(value)));
        }
    }

    private static LogValue ValueOf(PythonValue value) =>
        value switch
        {
            PythonNone => LogValue.Null,
            PythonBool flag => LogValue.From(flag.Value),
            PythonInt number when number.Value >= long.MinValue && number.Value <= long.MaxValue => LogValue.From(
                (long)number.Value
            ),
            PythonFloat number when double.IsFinite(number.Value) => LogValue.From(number.Value),
            _ => LogValue.From(value.Str),
        };

    private static void AddSurrounding(LogEventDraft draft, string name, string value)
    {
        if (value != Absent)
        {
            var isNumber = Numbers.Contains(name);
            var property = isNumber && TryWhole(value, out var number) ? LogValue.From(number) : LogValue.From(value);
            draft.ScopeProperties.Add(new LogProperty(name, property));
        }
    }

    // The number decides: names can be changed with addLevelName, and mean nothing to us when they are.
    private static LogLevel LevelOf(IReadOnlyDictionary<string, string> fields)
    {
        if (TryWhole(fields.GetValueOrDefault("levelno", ""), out var number))
        {
            return SeverityNumbers.FromPython(number);
        }

        return LevelNames.TryParse(fields.GetValueOrDefault("levelname"), out var level) && level != LogLevel.None
            ? level
            : LogLevel.Information;
    }

    private static DateTimeOffset? TimeOf(IReadOnlyDictionary<string, string> fields, TimeZoneInfo zone) =>
        EventTime.ParseSeconds(fields.GetValueOrDefault("created", ""))
        ?? EventTime.Parse(fields.GetValueOrDefault("asctime", ""), zone);

    private static bool TryWhole(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
