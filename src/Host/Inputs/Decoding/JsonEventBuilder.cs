using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Linq;
using ActorLog.Events;
using ActorLog.Options;
using Microsoft.Extensions.Logging;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>Makes an event of the members of a JSON object.</summary>
/// <remarks>
/// Of several members that mean the same the first is taken. One that cannot be what its name says (a <c>level</c> of
/// "loud", a <c>time</c> of "noon") and any further one stay as properties, so that nothing is lost. Of properties of one
/// name the last counts (<see cref="JsonProperties"/>).
/// </remarks>
internal sealed class JsonEventBuilder
{
    private readonly FrozenDictionary<string, JsonRole> _roles;
    private readonly TimeZoneInfo _zone;
    private readonly LogEventDraft _draft = new();
    private readonly JsonProperties _properties;
    private bool _hasLevel;
    private string? _renderings;

    /// <param name="roles">What members mean, by name.</param>
    /// <param name="zone">The zone of times that name none.</param>
    public JsonEventBuilder(FrozenDictionary<string, JsonRole> roles, TimeZoneInfo zone)
    {
        _roles = roles;
        _zone = zone;
        _properties = new JsonProperties(_draft.Properties);
    }

    /// <summary>The event of <paramref name="fields"/>.</summary>
    public LogEventDraft Build(IReadOnlyList<JsonField> fields)
    {
        foreach (var field in fields)
        {
            if (!_roles.TryGetValue(field.Name, out var role) || !TryTake(role, field))
            {
                _properties.Add(Unescaped(field.Name), field.Value);
            }
        }

        if (_draft.Message is null && _draft.Template is not null && _renderings is not null)
        {
            _draft.Message = ClefRenderings.Render(_draft, _renderings);
        }

        return _draft;
    }

    // CLEF doubles the @ in front of names that are the user's own.
    private static string Unescaped(string name) => name.StartsWith("@@", StringComparison.Ordinal) ? name[1..] : name;

    private bool TryTake(JsonRole role, JsonField field) =>
        role switch
        {
            JsonRole.Time => _draft.Timestamp is null && (_draft.Timestamp = TimeOf(field)) is not null,
            JsonRole.Level => TryTakeLevel(LevelOf(field)),
            JsonRole.PythonLevel => TryTakeLevel(field.Number is { } n ? SeverityNumbers.FromPython((long)n) : null),
            JsonRole.Message => _draft.Message is null && (_draft.Message = field.Text) is not null,
            JsonRole.Template => _draft.Template is null && (_draft.Template = field.Text) is not null,
            JsonRole.Category => _draft.Category.Length == 0 && (_draft.Category = field.Text ?? "").Length > 0,
            JsonRole.Exception => TryTakeException(field),
            JsonRole.EventId => TryTakeEventId(field),
            JsonRole.EventType => TryTakeEventId(field) || IsTemplateHash(field),
            JsonRole.Properties => TryTakeProperties(field),
            JsonRole.ThreadId => TryTakeThreadId(field),
            JsonRole.ThreadName => _draft.ThreadName is null && (_draft.ThreadName = field.Text) is not null,
            JsonRole.Origin => TakeOrigin(field),
            JsonRole.TraceId => _draft.TraceId is null && (_draft.TraceId = Identifier(field, 32)) is not null,
            JsonRole.SpanId => _draft.SpanId is null && (_draft.SpanId = Identifier(field, 16)) is not null,
            JsonRole.Renderings => _renderings is null && (_renderings = field.Value.Text) is not null,
            _ => false,
        };

    private DateTimeOffset? TimeOf(JsonField field) =>
        field.Text is { } text ? EventTime.Parse(text, _zone)
        : field.Number is { } number ? EventTime.FromEpoch(number)
        : null;

    private static LogLevel? LevelOf(JsonField field)
    {
        if (field.Number is { } number)
        {
            return SeverityNumbers.FromJson((long)decimal.Clamp(number, -1, 100));
        }

        return LevelNames.TryParse(field.Text, out var level) && level != LogLevel.None ? level : null;
    }

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

    // A text, or an object as this pipeline and bunyan write it.
    private bool TryTakeException(JsonField field)
    {
        if (_draft.Exception is not null)
        {
            return false;
        }

        _draft.Exception = field.Members is { } members
            ? Text(members, "text", "stack") is { } text
                ? new ExceptionSnapshot(Text(members, "type", "name") ?? "", Text(members, "message") ?? "", text)
                : null
            : string.IsNullOrEmpty(field.Text)
                ? null
                : ExceptionSnapshot.FromText(field.Text);
        return _draft.Exception is not null;
    }

    private bool TryTakeEventId(JsonField field)
    {
        var number = field.Number ?? field.Members?.Find(member => Is(member, "id")).Number;
        var name = field.Members is { } members ? Text(members, "name") : null;
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
    private static bool IsTemplateHash(JsonField field) =>
        field.Text is { Length: 8 } text && text.All(char.IsAsciiHexDigit);

    private bool TryTakeProperties(JsonField field)
    {
        if (field.Members is not { } members)
        {
            return false;
        }

        foreach (var member in members)
        {
            _properties.Add(member.Name, member.Value);
        }

        return true;
    }

    private bool TryTakeThreadId(JsonField field)
    {
        if (_draft.ThreadId != 0 || field.Number is not (> 0 and <= int.MaxValue))
        {
            return false;
        }

        _draft.ThreadId = (int)field.Number;
        return true;
    }

    // Where the event stood at the sender: not part of its message.
    private bool TakeOrigin(JsonField field)
    {
        _draft.ScopeProperties.Add(new LogProperty(field.Name, field.Value));
        return true;
    }

    private static string? Text(List<JsonField> members, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (members.Find(member => Is(member, name)).Text is { } text)
            {
                return text;
            }
        }

        return null;
    }

    private static bool Is(JsonField member, string name) =>
        string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase);

    private static string? Identifier(JsonField field, int digits) =>
        field.Text is { } text && text.Length == digits && text.All(char.IsAsciiHexDigit) ? text : null;
}
