using System;
using ActorLog.Options;
using ActorLog.Sinks;
using ActorLog.Text;

namespace CustomSink;

/// <summary>Posts events to a chat room.</summary>
public sealed record ChatSinkOptions : SinkOptions
{
    /// <summary>Creates the options. Unlike other sinks, a chat gets at most 20 events in a message, gathered for 2 s.</summary>
    public ChatSinkOptions() => Batch = new BatchOptions { MaxEvents = 20, Linger = TimeSpan.FromSeconds(2) };

    /// <inheritdoc/>
    public override string Type => "chat";

    /// <summary>Where the chat takes messages: an absolute http or https URL. Required.</summary>
    public string Webhook { get; init; } = "";

    /// <summary>How an event is written: the name of a format, or an output template.</summary>
    public string Format { get; init; } = "{Level:u3} {Message}{NewLine}";

    /// <inheritdoc/>
    public override ILogSink CreateSink(SinkContext context) =>
        new ChatSink(new Uri(Webhook), LogFormats.Create(Format, context.Clock), context);

    /// <inheritdoc/>
    public override void Validate(OptionErrors errors, string path)
    {
        base.Validate(errors, path);
        var isUrl = Uri.TryCreate(Webhook, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";
        errors.Require(isUrl, $"{path}:webhook", $"must be an absolute http or https URL, found '{Webhook}'");
        if (!LogFormats.TryValidate(Format, out var error))
        {
            errors.Add($"{path}:format", error!);
        }
    }

    /// <summary>Reads the options from a configuration block.</summary>
    public static ChatSinkOptions Read(OptionsReader reader)
    {
        var common = ReadCommon(reader, new ChatSinkOptions());
        return common with
        {
            Webhook = reader.Text("webhook", common.Webhook),
            Format = reader.Text("format", common.Format),
        };
    }
}
