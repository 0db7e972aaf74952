using System;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>Which loggers the members of a JSON object look like: some names mean something in the company of others only.</summary>
[Flags]
internal enum JsonSource
{
    None = 0,

    /// <summary>Whoever gives the logger a name that can be nothing else, such as <c>logger_name</c>.</summary>
    Named = 1,

    /// <summary>python-json-logger: <c>levelname</c> or <c>levelno</c>.</summary>
    Python = 2,

    /// <summary>bunyan and pino: <c>hostname</c> and <c>pid</c>.</summary>
    Bunyan = 4,

    /// <summary>syslog-ng: <c>PROGRAM</c> and <c>PRIORITY</c>.</summary>
    SyslogNg = 8,

    /// <summary>systemd's journal: <c>__REALTIME_TIMESTAMP</c>.</summary>
    Journal = 16,

    /// <summary>Rust's tracing: <c>target</c>, and the object <c>fields</c>.</summary>
    Tracing = 32,

    /// <summary>PHP's Monolog: <c>channel</c>, beside <c>level_name</c>, <c>monolog_level</c>, or <c>context</c> and <c>extra</c>.</summary>
    Monolog = 64,
}

/// <summary>Finds them.</summary>
internal static class JsonSources
{
    /// <summary>Who may have written an object.</summary>
    public static JsonSource Of(JsonObject json)
    {
        var (hasHost, hasProcess, hasProgram, hasPriority) = (false, false, false, false);
        var (hasTarget, hasFields, hasContext, hasExtra) = (false, false, false, false);
        var found = JsonSource.None;
        foreach (ref readonly var field in json.Fields)
        {
            found |=
                field.Name.InCommon == JsonRole.Category ? JsonSource.Named
                : field.Name.Text is "levelname" or "levelno" ? JsonSource.Python
                : field.Name.Text is "level_name" or "monolog_level" ? JsonSource.Monolog
                : field.Name.Text == "__REALTIME_TIMESTAMP" ? JsonSource.Journal
                : JsonSource.None;
            hasHost |= field.Name.Text == "hostname";
            hasProcess |= field.Name.Text == "pid";
            hasProgram |= field.Name.Text == "PROGRAM";
            hasPriority |= field.Name.Text == "PRIORITY";
            hasTarget |= field.Name.Text == "target";
            hasContext |= field.IsNested && field.Name.Text == "context";
            hasExtra |= field.IsNested && field.Name.Text == "extra";
            hasFields |= field.IsNested && field.Name.Text == "fields";
        }

        return found
            | (hasHost && hasProcess ? JsonSource.Bunyan : 0)
            | (hasProgram && hasPriority ? JsonSource.SyslogNg : 0)
            | (hasTarget && hasFields ? JsonSource.Tracing : 0)
            | (hasContext && hasExtra ? JsonSource.Monolog : 0);
    }

    /// <summary>Those that call the logger what has this role.</summary>
    public static JsonSource ThatNameTheLogger(JsonRole role) =>
        role switch
        {
            JsonRole.Name => JsonSource.Python | JsonSource.Bunyan,
            JsonRole.Program => JsonSource.SyslogNg,
            JsonRole.Target => JsonSource.Tracing,
            JsonRole.Channel => JsonSource.Monolog,
            _ => JsonSource.None,
        };
}
