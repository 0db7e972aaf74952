using System;
using System.CommandLine;
using System.IO;

namespace ActorLog.Host.Commands;

/// <summary>The options of <c>actorlog dlq</c>.</summary>
internal static class DlqCommandLine
{
    private static readonly Option<string?> Folder = new("--dir", "-d")
    {
        Description = "The folder of the dead letters. Default: where the configuration says.",
        HelpName = "DIR",
    };

    private static readonly Option<string?> Sink = new("--sink")
    {
        Description = "Only the letters of this sink.",
        HelpName = "SINK",
    };

    private static readonly Option<bool> All = new("--all") { Description = "With the letters that were replayed." };

    private static readonly Option<bool> Json = new("--json") { Description = "A JSON object a line." };

    private static readonly Option<string?> To = new("--to")
    {
        Description = "Sends them to this sink, whatever it is configured to take. Default: each to its own.",
        HelpName = "SINK",
    };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Says what would be sent." };

    private static readonly Argument<string> One = new("ID") { Description = "The letter's id, as list shows it." };

    private static readonly Argument<string[]> Some = new("ID")
    {
        Description = "The letters to send. Default: all that were not replayed yet.",
        Arity = ArgumentArity.ZeroOrMore,
    };

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
        var list = new Command("list", "Lists the dead letters, the oldest first.") { Folder, Sink, All, Json };
        addOptions(list);
        list.SetAction(parsed =>
            DlqCommand.List(
                Of(parsed, host) with
                {
                    Sink = parsed.GetValue(Sink),
                    WithReplayed = parsed.GetValue(All),
                    IsJson = parsed.GetValue(Json),
                },
                output,
                error
            )
        );

        var show = new Command("show", "Shows one letter: the whole event, the failure and the answer.")
        {
            One,
            Folder,
            Json,
        };
        addOptions(show);
        show.SetAction(parsed =>
            DlqCommand.Show(
                Of(parsed, host) with
                {
                    Ids = [parsed.GetRequiredValue(One)],
                    IsJson = parsed.GetValue(Json),
                },
                output,
                error
            )
        );
        return new Command("dlq", "Dead letters: events that a destination will never take.")
        {
            list,
            show,
            Replay(addOptions, host, output, error),
        };
    }

    private static Command Replay(
        Action<Command> addOptions,
        Func<ParseResult, HostArguments> host,
        TextWriter output,
        TextWriter error
    )
    {
        var replay = new Command(
            "replay",
            "Sends dead letters again, in order, also while the host runs; ends with 75 when some are left or rejected again."
        )
        {
            Some,
            Folder,
            Sink,
            To,
            DryRun,
        };
        addOptions(replay);
        replay.SetAction(
            (parsed, token) =>
                DlqCommand.ReplayAsync(
                    Of(parsed, host) with
                    {
                        Ids = parsed.GetValue(Some) ?? [],
                        Sink = parsed.GetValue(Sink),
                        To = parsed.GetValue(To),
                        IsDryRun = parsed.GetValue(DryRun),
                    },
                    output,
                    error,
                    token
                )
        );
        return replay;
    }

    private static DlqArguments Of(ParseResult parsed, Func<ParseResult, HostArguments> host) =>
        new(host(parsed), parsed.GetValue(Folder));
}
