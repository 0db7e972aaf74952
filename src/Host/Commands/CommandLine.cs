using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace ActorLog.Host.Commands;

/// <summary>The commands and their options.</summary>
internal static class CommandLine
{
    private static readonly Option<string?> Config = new("--config", "-c")
    {
        Description = "The configuration, in HOCON. Default: the embedded one (hocon/default.conf).",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Listen = new("--listen")
    {
        Description = "Where the HTTP input listens: 127.0.0.1:1987.",
        HelpName = "ADDRESS",
    };

    private static readonly Option<string[]> Set = new("--set")
    {
        Description =
            "Sets one key below actorlog: --set sinks.file.path=app.log. May be given several times; of one key the last counts.",
        HelpName = "KEY=VALUE",
    };

    /// <summary>Parses and runs.</summary>
    /// <param name="arguments">The arguments of the program.</param>
    /// <param name="output">For data.</param>
    /// <param name="error">For people.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        var parsed = Root(output, error).Parse(arguments);
        if (parsed.Action is ParseErrorAction wrong)
        {
            wrong.ShowHelp = false;
        }

        // The parser's "did you mean" would go to stdout, where data goes.
        var configuration = new InvocationConfiguration
        {
            Output = parsed.Errors.Count > 0 ? error : output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        if (parsed.Errors.Count == 0 && ArgumentCheck.Error(parsed, arguments) is { } mistyped)
        {
            error.WriteLine($"{mistyped}\n\ntry: actorlog --help");
            return ExitCodes.Usage;
        }

        var code = await parsed.InvokeAsync(configuration).ConfigureAwait(false);
        if (parsed.Errors.Count == 0)
        {
            return code;
        }

        if (
            parsed.CommandResult.Command.Options.Contains(Config)
            && parsed.UnmatchedTokens.FirstOrDefault(File.Exists) is { } file
        )
        {
            error.WriteLine($"a configuration is named with -c: -c {file}\n");
        }

        error.WriteLine("try: actorlog --help");
        return ExitCodes.Usage;
    }

    private static RootCommand Root(TextWriter output, TextWriter error)
    {
        var root = new RootCommand(
            "Takes logs from programs in any language and delivers them, in order, without losing one silently.\n\n"
                + ExitCodes.Help
        );
        AddRun(root, error);
        var run = new Command("run", "Runs the host (the default command).");
        AddRun(run, error);
        root.Subcommands.Add(run);

        var check = new Command("check", "Checks a configuration and says everything that is wrong with it.");
        AddOptions(check);
        check.SetAction(parsed => CheckCommand.Run(Arguments(parsed), output, error));
        root.Subcommands.Add(check);

        root.Subcommands.Add(StatusCommandLine.Create(AddOptions, Arguments, output, error));
        root.Subcommands.Add(Hocon(output, error));
        root.Subcommands.Add(DlqCommandLine.Create(AddOptions, Arguments, output, error));
        root.Subcommands.Add(JournalCommandLine.Create(output, error));
        root.Subcommands.Add(VerifyCommandLine.Create(output, error));

        var demo = new Command("demo", "Shows in 20 seconds what happens when a receiver fails, hangs and goes away.");
        demo.SetAction((_, _) => DemoCommand.RunAsync(output, error));
        root.Subcommands.Add(demo);
        return root;
    }

    private static Command Hocon(TextWriter output, TextWriter error)
    {
        var file = new Argument<string>("FILE") { Description = "The file, with all that it includes." };
        var origins = new Option<bool>("--origins") { Description = "Lists each value with the place it comes from." };
        var hocon = new Command("hocon", "Resolves any HOCON file with the environment and prints it as JSON.")
        {
            file,
            origins,
        };
        hocon.SetAction(parsed =>
            HoconCommand.Run(parsed.GetRequiredValue(file), parsed.GetValue(origins), output, error)
        );
        return hocon;
    }

    private static void AddRun(Command command, TextWriter error)
    {
        AddOptions(command);
        command.SetAction((parsed, _) => RunCommand.RunAsync(Arguments(parsed), error));
    }

    private static void AddOptions(Command command)
    {
        command.Options.Add(Config);
        command.Options.Add(Listen);
        command.Options.Add(Set);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Config) is { Tokens: [var file] } && string.IsNullOrWhiteSpace(file.Value))
            {
                result.AddError("--config expects a file, found nothing");
            }

            // By its tokens: the value of an option that has none is an exception.
            foreach (var text in result.GetResult(Set)?.Tokens ?? [])
            {
                if (text.Value.IndexOf('=') < 1)
                {
                    result.AddError($"--set expects KEY=VALUE, found '{text.Value}'");
                }
            }
        });
    }

    private static HostArguments Arguments(ParseResult parsed) =>
        new(
            parsed.GetValue(Config),
            parsed.GetValue(Listen),
            [
                .. (parsed.GetValue(Set) ?? [])
                    .Select(text => text.Split('=', 2))
                    .Select(pair => KeyValuePair.Create(pair[0].Trim(), pair[1])),
            ]
        );
}
