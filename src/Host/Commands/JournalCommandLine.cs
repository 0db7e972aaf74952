using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using System.Linq;
using ActorLog.Text;

namespace ActorLog.Host.Commands;

/// <summary>The options of <c>actorlog journal</c>.</summary>
internal static class JournalCommandLine
{
    private static readonly Argument<string> Folder = new("DIR")
    {
        Description =
            "The journal's folder: journal.path, with all journals in it, or DIR/2 for the one of a second process.",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Reports as one JSON document." };

    private static readonly Option<string> Format = new("--format")
    {
        Description = "json, clef, logfmt, text, or an output template.",
        DefaultValueFactory = _ => "json",
        HelpName = "FORMAT",
    };

    private static readonly Option<string?> Sink = new("--sink")
    {
        Description = "From where this sink has come to, with the events that others take.",
        HelpName = "SINK",
    };

    private static readonly Option<long?> From = new("--from")
    {
        Description = "The first position.",
        HelpName = "P",
        CustomParser = Position,
    };

    private static readonly Option<long?> To = new("--to")
    {
        Description = "The last position.",
        HelpName = "P",
        CustomParser = Position,
    };

    private static readonly Option<string?> File = new("--output", "-o")
    {
        Description = "The file to write, which must not exist. Default: stdout.",
        HelpName = "FILE",
    };

    private static readonly Option<string[]> Forget = new("--forget")
    {
        Description = "Gives up what is kept for a sink that is no longer there. May be given several times.",
        HelpName = "SINK",
    };

    /// <summary>Creates the command.</summary>
    /// <param name="output">For data.</param>
    /// <param name="error">For people.</param>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var inspect = new Command("inspect", "Shows what a journal has and how far each sink has come.")
        {
            Folder,
            Json,
        };
        inspect.SetAction(parsed =>
            JournalCommand.Inspect(parsed.GetRequiredValue(Folder), parsed.GetValue(Json), output, error)
        );
        var verify = new Command(
            "verify",
            "Reads every byte of a journal; ends with 1 if anything is damaged or missing."
        )
        {
            Folder,
            Json,
        };
        verify.SetAction(parsed =>
            JournalCommand.Verify(parsed.GetRequiredValue(Folder), parsed.GetValue(Json), output, error)
        );
        var repair = new Command(
            "repair",
            "Makes a journal that nobody uses sound, as a start would, and says what was lost."
        )
        {
            Folder,
            Forget,
        };
        repair.SetAction(parsed =>
            JournalCommand.Repair(parsed.GetRequiredValue(Folder), parsed.GetValue(Forget) ?? [], output, error)
        );
        return new Command("journal", "Looks at a journal, also while it is used, exports it, repairs it.")
        {
            inspect,
            verify,
            Export(output, error),
            repair,
        };
    }

    private static Command Export(TextWriter output, TextWriter error)
    {
        var export = new Command("export", "Writes the events of a journal, in order.")
        {
            Folder,
            Format,
            Sink,
            From,
            To,
            File,
        };
        export.Validators.Add(result =>
        {
            if (
                result.GetResult(Format) is { Tokens: [var format] }
                && !LogFormats.TryValidate(format.Value, out var wrong)
            )
            {
                result.AddError($"--format: {wrong}");
            }

            if (result.GetResult(Sink) is not null && (result.GetResult(From) ?? result.GetResult(To)) is not null)
            {
                result.AddError("--sink says where to begin: --from and --to do not go with it");
            }
        });
        export.SetAction(parsed =>
            JournalCommand.Export(
                new JournalExportArguments(
                    parsed.GetRequiredValue(Folder),
                    parsed.GetRequiredValue(Format),
                    parsed.GetValue(Sink),
                    parsed.GetValue(From),
                    parsed.GetValue(To),
                    parsed.GetValue(File)
                ),
                output,
                error
            )
        );
        return export;
    }

    private static long? Position(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            return position;
        }

        var name = (result.Parent as OptionResult)?.Option.Name;
        result.AddError($"{name} expects a position, as inspect shows them, found '{text}'");
        return null;
    }
}
