using System;
using ActorLog.Options;
using ActorLog.Text;
using ActorLog.Text.OutputTemplates;
using Microsoft.Extensions.Logging;

namespace ActorLog.Sinks;

/// <summary>Writes events to the standard output and standard error of the process.</summary>
/// <remarks>
/// The sink stops for good when the reader of its stream has gone, as after <c>| head</c>: that cannot heal. The process and
/// the other sinks go on.
/// </remarks>
public sealed record ConsoleSinkOptions : SinkOptions
{
    /// <summary>
    /// Creates the options. Unlike other sinks, the console has no <see cref="SinkOptions.Timeout"/> unless one is set: a terminal
    /// that somebody holds still is not broken.
    /// </summary>
    public ConsoleSinkOptions() => Timeout = TimeSpan.MaxValue;

    /// <inheritdoc/>
    public override string Type => "console";

    /// <summary>How events are written: the name of a format, or an output template. Default: <c>text</c>.</summary>
    public string Format { get; init; } = "text";

    /// <summary>The least level of the events that go to standard error. Default: None, all go to standard output.</summary>
    public LogLevel StderrLevel { get; init; } = LogLevel.None;

    /// <summary>
    /// Whether lines are coloured by their level. Default: auto. Ignored by formats that programs read, such as <c>json</c>.
    /// </summary>
    public ColorMode Color { get; init; } = ColorMode.Auto;

    /// <inheritdoc/>
    public override ILogSink CreateSink(SinkContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var formatter = LogFormats.Create(Format, context.Clock);
        var color = formatter is OutputTemplateFormatter ? Color : ColorMode.Never;
        return new ConsoleSink(
            ConsoleStream.Output(color),
            ConsoleStream.Error(color),
            StderrLevel,
            context.Safe(formatter)
        );
    }

    /// <inheritdoc/>
    public override void Validate(OptionErrors errors, string path)
    {
        base.Validate(errors, path);
        if (!LogFormats.TryValidate(Format, out var error))
        {
            errors.Add($"{path}:format", error!);
        }
    }

    internal static ConsoleSinkOptions Read(OptionsReader reader, ConsoleSinkOptions? defaults = null)
    {
        var common = ReadCommon(reader, defaults ?? new ConsoleSinkOptions());
        return common with
        {
            Format = reader.Text("format", common.Format),
            StderrLevel = reader.Level("stderr-level", common.StderrLevel),
            Color = reader.Choice(
                "color",
                common.Color,
                ("auto", ColorMode.Auto),
                ("always", ColorMode.Always),
                ("never", ColorMode.Never)
            ),
        };
    }
}
