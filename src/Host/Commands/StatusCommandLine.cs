using System;
using System.CommandLine;
using System.IO;

namespace ActorLog.Host.Commands;

/// <summary>The options of <c>actorlog status</c>.</summary>
internal static class StatusCommandLine
{
    private static readonly Option<string?> Url = new("--url")
    {
        Description = "Where the host listens: http://127.0.0.1:1987. Default: where its configuration says.",
        HelpName = "URL",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Prints the host's JSON document." };

    /// <summary>Creates the command.</summary>
    /// <param name="addOptions">Adds the options that say which configuration.</param>
    /// <param name="host">Reads them.</param>
    /// <param name="output">For data.</param>
    /// <param name="error">For people.</param>
    public static Command Create(
        Action<Command> addOptions,
        Func<ParseResult, HostArguments> host,
        TextWriter output,
        TextWriter error
    )
    {
        var status = new Command(
            "status",
            "Asks a running host how it and each of its sinks is doing; ends with 0 when all is well, 75 when something "
                + "is held up or has stopped, 1 when no host answers."
        )
        {
            Url,
            Json,
        };
        addOptions(status);
        status.SetAction(
            (parsed, _) =>
                StatusCommand.RunAsync(
                    new StatusArguments(parsed.GetValue(Url), host(parsed), parsed.GetValue(Json)),
                    output,
                    error
                )
        );
        return status;
    }
}
