using System;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>Which loggers the members of a JSON object look like: some names mean something in the company of others only.</summary>
[Flags]
internal enum JsonSource
{
    None = 0,

    /// <summary>python-json-logger: <c>levelname</c> or <c>levelno</c>.</summary>
    Python = 1,

    /// <summary>bunyan and pino: <c>hostname</c> and <c>pid</c>.</summary>
    Bunyan = 2,

    /// <summary>syslog-ng: <c>PROGRAM</c> and <c>PRIORITY</c>.</summary>
    SyslogNg = 4,
}

/// <summary>Finds them.</summary>
internal static class JsonSources
{
    /// <summary>Who may have written an object.</summary>
    public static JsonSource Of(JsonObject json)
    {
        var (hasLevelName, hasHost, hasProcess, hasProgram, hasPriority) = (false, false, false, false, false);
        foreach (ref readonly var field in json.Fields)
        {
            hasLevelName |= field.Name.Text is "levelname" or "levelno";
            hasHost |= field.Name.Text == "hostname";
            hasProcess |= field.Name.Text == "pid";
            hasProgram |= field.Name.Text == "PROGRAM";
            hasPriority |= field.Name.Text == "PRIORITY";
        }

        return (hasLevelName ? JsonSource.Python : 0)
            | (hasHost && hasProcess ? JsonSource.Bunyan : 0)
            | (hasProgram && hasPriority ? JsonSource.SyslogNg : 0);
    }

    /// <summary>Those that call the logger what has this role.</summary>
    public static JsonSource ThatNameTheLogger(JsonRole role) =>
        role switch
        {
            JsonRole.Name => JsonSource.Python | JsonSource.Bunyan,
            JsonRole.Program => JsonSource.SyslogNg,
            _ => JsonSource.None,
        };
}
