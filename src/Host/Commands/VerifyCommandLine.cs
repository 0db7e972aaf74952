using System.CommandLine;
using System.IO;
using ActorLog.Host.Audit;

namespace ActorLog.Host.Commands;

/// <summary>The options of <c>actorlog verify</c>.</summary>
internal static class VerifyCommandLine
{
    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description =
            "The files of one output, the oldest first; a folder or a 'pattern*' (sorted by itself); - is stdin.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Pattern = new("--pattern")
    {
        Description =
            "For output templates: a .NET regular expression with the groups session and seq, such as "
            + "'^(?<session>[^ ]+) (?<seq>[0-9]+) '. Default: json, clef and logfmt are known by themselves.",
        HelpName = "REGEX",
    };

    private static readonly Option<bool> Sparse = new("--sparse")
    {
        Description = "The sink takes only some levels or categories: looks at order and repeats, not at gaps.",
    };

    private static readonly Option<bool> Partial = new("--partial")
    {
        Description = "Older files were deleted: what is below a session's lowest number is not missing.",
    };

    private static readonly Option<bool> NoRepeats = new("--no-repeats")
    {
        Description = "A number that comes again is an error. Delivery is at least once, so by default it is none.",
    };

    private static readonly Option<bool> NoDrops = new("--no-drops")
    {
        Description = "Dropped events that the output tells of are an error.",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Reports as one JSON document." };

    /// <summary>Creates the command.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var verify = new Command(
            "verify",
            "Audits an output that has session and sequence numbers for gaps, repeats and disorder; ends with 1 if any is wrong."
        )
        {
            Files,
            Pattern,
            Sparse,
            Partial,
            NoRepeats,
            NoDrops,
            Json,
        };
        verify.Validators.Add(result =>
        {
            if (
                result.GetResult(Pattern) is { Tokens: [var pattern] }
                && PatternNumbers.Parse(pattern.Value, out var wrong) is null
            )
            {
                result.AddError(wrong);
            }
        });
        verify.SetAction((parsed, _) => VerifyCommand.RunAsync(Arguments(parsed), output, error));
        return verify;
    }

    private static VerifyArguments Arguments(ParseResult parsed)
    {
        var pattern = parsed.GetValue(Pattern) is { } text ? PatternNumbers.Parse(text, out _) : null;
        var rules = new AuditRules
        {
            IsSparse = parsed.GetValue(Sparse),
            IsPartial = parsed.GetValue(Partial),
            ForbidsRepeats = parsed.GetValue(NoRepeats),
            ForbidsDrops = parsed.GetValue(NoDrops),
        };
        return new VerifyArguments(
            parsed.GetRequiredValue(Files),
            pattern is null ? FormatNumbers.Read : pattern.Read,
            rules,
            parsed.GetValue(Json)
        );
    }
}
