using System;
using ActorLog.Options;

namespace ActorLog.Host.Inputs.Stdin;

/// <summary>The options of the input that reads lines from standard input.</summary>
public sealed record StdinInputOptions : InputOptions
{
    internal const string Kind = "stdin";

    /// <inheritdoc/>
    public override string Type => Kind;

    /// <summary>How lines are read: <c>auto</c>, <c>plain</c>, <c>json</c>, <c>clef</c>. Default: auto.</summary>
    public string Format { get; init; } = "auto";

    /// <summary>The longest line; a longer one comes in parts. Default: 1 MiB.</summary>
    public long MaxLine { get; init; } = 1024 * 1024;

    /// <summary>
    /// Whether standard input counts only when a pipe or a file is behind it; a terminal and <c>/dev/null</c> are then no
    /// input. Default: off.
    /// </summary>
    public bool OnlyWhenPiped { get; init; }

    /// <inheritdoc/>
    public override ILogInput CreateInput(InputContext context) =>
        new StdinInput(this, context, () => StandardInput.Open(OnlyWhenPiped));

    /// <inheritdoc/>
    public override void Validate(OptionErrors errors, string path)
    {
        ArgumentNullException.ThrowIfNull(errors);
        errors.Require(MaxLine is >= 1024 and <= int.MaxValue / 2, $"{path}:max-line", "must be 1 KiB to 1 GiB");
    }

    internal static StdinInputOptions Read(OptionsReader reader, string name)
    {
        var defaults = new StdinInputOptions();
        return ReadCommon(reader, name, defaults) with
        {
            Format = reader.Choice(
                "format",
                defaults.Format,
                ("auto", "auto"),
                ("plain", "plain"),
                ("json", "json"),
                ("clef", "clef")
            ),
            MaxLine = reader.Size("max-line", defaults.MaxLine),
            OnlyWhenPiped = reader.Flag("only-when-piped", defaults.OnlyWhenPiped),
        };
    }
}
