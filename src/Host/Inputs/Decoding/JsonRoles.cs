using System;
using System.Collections.Frozen;
using System.Collections.Generic;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>Which members of a JSON object have a meaning, in CLEF and in what other loggers write.</summary>
internal static class JsonRoles
{
    /// <summary>The names of CLEF. Anything else is a property of the user's, whatever it is called.</summary>
    public static readonly FrozenDictionary<string, JsonRole> Clef = new Dictionary<string, JsonRole>
    {
        ["@t"] = JsonRole.Time,
        ["@m"] = JsonRole.Message,
        ["@mt"] = JsonRole.Template,
        ["@l"] = JsonRole.Level,
        ["@x"] = JsonRole.Exception,
        ["@i"] = JsonRole.EventType,
        ["@r"] = JsonRole.Renderings,
        ["@tr"] = JsonRole.TraceId,
        ["@sp"] = JsonRole.SpanId,
        ["SourceContext"] = JsonRole.Category,
        ["EventId"] = JsonRole.EventId,
        ["ThreadId"] = JsonRole.ThreadId,
        ["ThreadName"] = JsonRole.ThreadName,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names that loggers in use give to these members; case does not matter.</summary>
    public static readonly FrozenDictionary<string, JsonRole> Common = new Dictionary<string, JsonRole>
    {
        ["time"] = JsonRole.Time,
        ["ts"] = JsonRole.Time,
        ["timestamp"] = JsonRole.Time,
        ["@timestamp"] = JsonRole.Time,
        ["datetime"] = JsonRole.Time,
        ["asctime"] = JsonRole.Time,
        ["created"] = JsonRole.Time,
        ["__REALTIME_TIMESTAMP"] = JsonRole.Time,
        ["ISODATE"] = JsonRole.Time,
        ["date"] = JsonRole.Date,
        ["instant"] = JsonRole.Instant,
        ["level"] = JsonRole.Level,
        ["lvl"] = JsonRole.Level,
        ["severity"] = JsonRole.Level,
        ["levelname"] = JsonRole.Level,
        ["loglevel"] = JsonRole.Level,
        ["log.level"] = JsonRole.Level,
        ["severityText"] = JsonRole.Level,
        ["@level"] = JsonRole.Level,
        ["levelno"] = JsonRole.PythonLevel,
        ["PRIORITY"] = JsonRole.Priority,
        ["message"] = JsonRole.Message,
        ["msg"] = JsonRole.Message,
        ["@message"] = JsonRole.Message,
        ["log"] = JsonRole.Line,
        ["event"] = JsonRole.Event,
        ["short_message"] = JsonRole.Message,
        ["renderedMessage"] = JsonRole.Message,
        ["template"] = JsonRole.Template,
        ["messageTemplate"] = JsonRole.Template,
        ["logger"] = JsonRole.Category,
        ["category"] = JsonRole.Category,
        ["logger_name"] = JsonRole.Category,
        ["loggerName"] = JsonRole.Category,
        ["log.logger"] = JsonRole.Category,
        ["@module"] = JsonRole.Category,
        ["SYSLOG_IDENTIFIER"] = JsonRole.Category,
        ["SourceContext"] = JsonRole.Category,
        ["name"] = JsonRole.Name,
        ["PROGRAM"] = JsonRole.Program,
        ["target"] = JsonRole.Target,
        ["channel"] = JsonRole.Channel,
        ["exception"] = JsonRole.Exception,
        ["exc_info"] = JsonRole.Exception,
        ["exc_text"] = JsonRole.Exception,
        ["stack"] = JsonRole.Exception,
        ["stacktrace"] = JsonRole.Exception,
        ["stack_trace"] = JsonRole.Exception,
        ["error.stack_trace"] = JsonRole.Exception,
        ["err"] = JsonRole.Error,
        ["error"] = JsonRole.Error,
        ["thrown"] = JsonRole.Thrown,
        ["eventId"] = JsonRole.EventId,
        ["traceId"] = JsonRole.TraceId,
        ["trace_id"] = JsonRole.TraceId,
        ["trace.id"] = JsonRole.TraceId,
        ["spanId"] = JsonRole.SpanId,
        ["span_id"] = JsonRole.SpanId,
        ["span.id"] = JsonRole.SpanId,
        ["properties"] = JsonRole.Properties,
        ["fields"] = JsonRole.Fields,
        ["threadId"] = JsonRole.ThreadId,
        ["threadName"] = JsonRole.ThreadName,
        ["session"] = JsonRole.Origin,
        ["sequence"] = JsonRole.Origin,
        ["scopes"] = JsonRole.Origin,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
