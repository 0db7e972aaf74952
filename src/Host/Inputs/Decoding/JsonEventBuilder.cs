using System;
using System.Globalization;
using System.Linq;
using ActorLog.Events;
using Microsoft.Extensions.Logging;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>Makes an event of the members of a JSON object.</summary>
/// <remarks>
/// Of several members that mean the same the first is taken. One that cannot be what its name says (a <c>level</c> of
/// "loud", a <c>time</c> of "noon") and any further one stay as properties, so that nothing is lost. Of properties of one
/// name the last counts (<see cref="JsonProperties"/>).
/// </remarks>
internal ref struct JsonEventBuilder
{
    private const decimal NanosecondsPerSecond = 1_000_000_000;

    private readonly JsonObject _json;
    private readonly bool _isClef;
    private readonly TimeZoneInfo _zone;
    private readonly LogEventDraft _draft = new();
    private JsonProperties _properties;
    private bool _hasLevel;
    private JsonSource? _sources;
    private string? _renderings;
    private JsonField? _standIn;

    private JsonEventBuilder(JsonObject json, bool isClef, TimeZoneInfo zone)
    {
        _json = json;
        _isClef = isClef;
        _zone = zone;
        _properties = new JsonProperties(_draft.Properties);
    }

    /// <summary>The event of an object.</summary>
    /// <param name="json">The object.</param>
    /// <param name="isClef">Whether its members mean what they do in CLEF; else what they mean to other loggers.</param>
    /// <param name="zone">The zone of times that name none.</param>
    public static LogEventDraft Build(JsonObject json, bool isClef, TimeZoneInfo zone) =>
        new JsonEventBuilder(json, isClef, zone).Build();

    private LogEventDraft Build()
    {
        foreach (ref readonly var field in _json.Fields)
        {
            var role = _isClef ? field.Name.InClef : field.Name.InCommon;
            if (role == JsonRole.Property || !TryTake(role, field))
            {
                _properties.Add(Unescaped(field.Name.Text), _json.ValueOf(field));
            }
        }

        TakeStandIn();
        if (_draft.Message is null && _draft.Template is not null && _renderings is not null)
        {
            _draft.Message = ClefRenderings.Render(_draft, _renderings);
        }

        return _draft;
    }

    // CLEF doubles the @ in front of names that are the user's own.
    private static string Unescaped(string name) => name.StartsWith("@@", StringComparison.Ordinal) ? name[1..] : name;

    private bool TryTake(JsonRole role, in JsonField field) =>
        role switch
        {
            JsonRole.Time => _draft.Timestamp is null && (_draft.Timestamp = TimeOf(field)) is not null,
            JsonRole.Date => _draft.Timestamp is null && (_draft.Timestamp = DateOf(field)) is not null,
            JsonRole.Instant => _draft.Timestamp is null && (_draft.Timestamp = InstantOf(field)) is not null,
            JsonRole.Level => TryTakeLevel(LevelOf(field)),
            JsonRole.PythonLevel => TryTakeLevel(
                field.Number is { } n ? SeverityNumbers.FromPython(SeverityNumbers.Whole(n)) : null
            ),
            JsonRole.Priority => TryTakeLevel(PriorityOf(field)),
            JsonRole.Message => TryTakeMessage(field),
            JsonRole.Line => field.IsNested
                ? TryTakeLog(field)
                : _draft.Message is null && (_draft.Message = LineOf(field)) is not null,
            JsonRole.Event => field.Text is not null && TryTakeStandIn(field),
            JsonRole.Template => _draft.Template is null && (_draft.Template = field.Text) is not null,
            JsonRole.Category => TryTakeCategory(field),
            JsonRole.Name or JsonRole.Program or JsonRole.Target or JsonRole.Channel => IsNameOfLogger(role)
                && TryTakeCategory(field),
            JsonRole.Exception => TryTakeException(field),
            JsonRole.Error => field.IsNested && TryTakeException(field),
            JsonRole.Thrown => TryTakeThrown(field),
            JsonRole.EventId => TryTakeEventId(field),
            JsonRole.EventType => TryTakeEventId(field) || IsTemplateHash(field),
            JsonRole.Properties => TryTakeProperties(field),
            JsonRole.Fields => IsOf(JsonSource.Tracing) && TryTakeFields(field),
            JsonRole.ThreadId => TryTakeThreadId(field),
            JsonRole.ThreadName => _draft.ThreadName is null && (_draft.ThreadName = field.Text) is not null,
            JsonRole.Origin => TakeOrigin(field),
            JsonRole.TraceId => _draft.TraceId is null && (_draft.TraceId = Identifier(field, 32)) is not null,
            JsonRole.SpanId => _draft.SpanId is null && (_draft.SpanId = Identifier(field, 16)) is not null,
            JsonRole.Renderings => _renderings is null && (_renderings = _json.ValueOf(field).Text) is not null,
            _ => false,
        };

    private readonly DateTimeOffset? TimeOf(in JsonField field) =>
        field.Text is { } text ? EventTime.Parse(text, _zone)
        : field.Number is { } number ? EventTime.FromEpoch(number)
        : null;

    // The time of Fluent Bit; to others it may be the date of anything.
    private readonly DateTimeOffset? DateOf(in JsonField field) => TimeOf(field) is { Year: > 2000 } time ? time : null;

    // The time of log4j2: {"epochSecond":1600857956,"nanoOfSecond":123000000}.
    private readonly DateTimeOffset? InstantOf(in JsonField field)
    {
        if (!_json.TryOpen(field, out var members))
        {
            return null;
        }

        using (members)
        {
            return
                Find(members, "epochSecond").Number is { } second
                && Find(members, "nanoOfSecond").Number is >= 0 and < NanosecondsPerSecond and var nanosecond
                ? EventTime.FromSeconds(second + (nanosecond / NanosecondsPerSecond))
                : null;
        }
    }

    private bool TryTakeMessage(in JsonField field) =>
        _draft.Message is null && (_draft.Message = MessageOf(field)) is not null
        || field.Value.Kind is not (LogValueKind.Text or LogValueKind.Null) && TryTakeStandIn(field);

    private bool TryTakeStandIn(in JsonField field)
    {
        var isFirst = _standIn is null;
        _standIn ??= field;
        return isFirst;
    }

    // What structlog calls `event`, and the number or flag that pino and winston were given in place of a text, is the message. Beside
    // a message it is a property like any other.
    private void TakeStandIn()
    {
        if (_standIn is not { } field)
        {
            return;
        }

        if (_draft.Message is null && _draft.Template is null)
        {
            var isFlag = field.Value.Kind == LogValueKind.Boolean;
            _draft.Message =
                !isFlag ? field.Value.ToString()
                : field.Value.AsBoolean ? "true"
                : "false";
        }
        else
        {
            _properties.Add(field.Name.Text, field.Value);
        }
    }

    // rsyslog writes numbers as texts.
    private static LogLevel? LevelOf(in JsonField field) =>
        field.Number is { } number ? SeverityNumbers.FromJson(SeverityNumbers.Whole(number))
        : field.Text is not { } text ? null
        : short.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
            ? SeverityNumbers.FromJson(digits)
        : SeverityWords.Parse(text);

    // That of systemd's journal, which writes numbers as texts, and of syslog-ng, which writes words. What others call so, such as
    // that of a task, is no level.
    private static LogLevel? PriorityOf(in JsonField field) =>
        field.Name.Text != "PRIORITY" ? null
        : field.Text is [>= '0' and <= '7' and var digit] ? SeverityNumbers.FromJson(digit - '0')
        : field.Text is "emerg" or "alert" or "crit" or "err" or "warning" or "notice" or "info" or "debug"
            ? LevelOf(field)
        : null;

    private bool TryTakeLevel(LogLevel? level)
    {
        if (level is null || _hasLevel)
        {
            return false;
        }

        _draft.Level = level.Value;
        _hasLevel = true;
        return true;
    }

    private string? MessageOf(in JsonField field) =>
        field.Name.Text == "MESSAGE" && field.IsNested && IsOf(JsonSource.Journal)
            ? JournalText.Of(_json.ValueOf(field).Text)
            : field.Text;

    // The `log` of ECS, as Spring Boot writes it: {"level":"ERROR","logger":"Shop"}.
    private bool TryTakeLog(in JsonField field)
    {
        if (!_json.TryOpen(field, out var members))
        {
            return false;
        }

        using (members)
        {
            var isWhole = members.Fields.Length > 0;
            foreach (ref readonly var member in members.Fields)
            {
                isWhole &= member.Name.Text switch
                {
                    "level" => TryTakeLevel(LevelOf(member)),
                    "logger" => TryTakeCategory(member),
                    _ => false,
                };
            }

            return isWhole;
        }
    }

    // Docker keeps the line end of what a program has printed.
    private static string? LineOf(in JsonField field) =>
        field.Text is not { } text ? null
        : text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2]
        : text.EndsWith('\n') ? text[..^1]
        : text;

    private readonly bool TryTakeException(in JsonField field)
    {
        if (_draft.Exception is not null)
        {
            return false;
        }

        _draft.Exception = JsonExceptions.Of(_json, field, out var isWhole);
        return _draft.Exception is not null && isWhole;
    }

    private readonly bool TryTakeThrown(in JsonField field) =>
        _draft.Exception is null && (_draft.Exception = JavaThrown.Of(_json.ValueOf(field).Text)) is not null;

    private readonly bool TryTakeCategory(in JsonField field) =>
        _draft.Category.Length == 0 && (_draft.Category = field.Text ?? "").Length > 0;

    // Python's loggers, bunyan and pino call the logger `name`. Beside other members it may be anybody's, and a further name of
    // the logger goes first.
    private bool IsNameOfLogger(JsonRole role) => !IsOf(JsonSource.Named) && IsOf(JsonSources.ThatNameTheLogger(role));

    // Looked for once: an object may have 100,000 names.
    private bool IsOf(JsonSource sources) => ((_sources ??= JsonSources.Of(_json)) & sources) != JsonSource.None;

    private readonly bool TryTakeEventId(in JsonField field)
    {
        var number = field.Number;
        string? name = null;
        if (_json.TryOpen(field, out var members))
        {
            using (members)
            {
                number = Find(members, "id").Number;
                name = Find(members, "name").Text;
            }
        }

        if (_draft.EventId.Name is not null || number is not (>= int.MinValue and <= int.MaxValue))
        {
            return false;
        }

        if (_draft.EventId.Id != 0 && _draft.EventId.Id != number)
        {
            return false;
        }

        _draft.EventId = new EventId((int)number, name);
        return true;
    }

    // Serilog's hash of the template: whoever has the template can make it again.
    private static bool IsTemplateHash(in JsonField field) =>
        field.Text is { Length: 8 } text && text.All(char.IsAsciiHexDigit);

    private bool TryTakeProperties(in JsonField field)
    {
        if (!_json.TryOpen(field, out var members))
        {
            return false;
        }

        using (members)
        {
            foreach (ref readonly var member in members.Fields)
            {
                if (!TryTakeSource(member))
                {
                    _properties.Add(member.Name.Text, members.ValueOf(member));
                }
            }
        }

        return true;
    }

    // Rust's tracing has the message among the properties: {"message":"m","user":7}.
    private bool TryTakeFields(in JsonField field)
    {
        if (!_json.TryOpen(field, out var members))
        {
            return false;
        }

        using (members)
        {
            foreach (ref readonly var member in members.Fields)
            {
                if (member.Name.Text != "message" || _draft.Message is not null || member.Text is not { } message)
                {
                    _properties.Add(member.Name.Text, members.ValueOf(member));
                }
                else
                {
                    _draft.Message = message;
                }
            }
        }

        return true;
    }

    // Serilog's own JSON has the logger among the properties.
    private readonly bool TryTakeSource(in JsonField member)
    {
        if (_draft.Category.Length > 0 || member.Name.InClef != JsonRole.Category || member.Text is not { Length: > 0 })
        {
            return false;
        }

        _draft.Category = member.Text;
        return true;
    }

    private readonly bool TryTakeThreadId(in JsonField field)
    {
        if (_draft.ThreadId != 0 || field.Number is not (> 0 and <= int.MaxValue))
        {
            return false;
        }

        _draft.ThreadId = (int)field.Number;
        return true;
    }

    // Where the event stood at the sender: not part of its message.
    private readonly bool TakeOrigin(in JsonField field)
    {
        _draft.ScopeProperties.Add(new LogProperty(field.Name.Text, _json.ValueOf(field)));
        return true;
    }

    private static JsonField Find(JsonObject members, string name)
    {
        foreach (ref readonly var member in members.Fields)
        {
            if (string.Equals(member.Name.Text, name, StringComparison.OrdinalIgnoreCase))
            {
                return member;
            }
        }

        return default;
    }

    private static string? Identifier(in JsonField field, int digits) =>
        field.Text is { } text && text.Length == digits && text.All(char.IsAsciiHexDigit) ? text : null;
}
