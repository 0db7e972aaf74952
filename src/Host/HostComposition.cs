using System;
using System.Collections.Generic;
using System.Linq;
using ActorLog.Hocon;
using ActorLog.Host.Configuration;
using ActorLog.Host.Inputs;
using ActorLog.Host.Inputs.Http;
using ActorLog.Options;
using ActorLog.Sinks;
using Microsoft.Extensions.Configuration;

namespace ActorLog.Host;

/// <summary>What a configuration makes: the pipeline's builder and the inputs, checked together. The host's table of contents.</summary>
internal sealed class HostComposition
{
    private HostComposition(HostConfiguration configuration)
    {
        var section = configuration.Section;
        var errors = new OptionErrors();
        if (!section.Exists())
        {
            errors.Add(
                section.Path,
                "there is no actorlog { } block with anything in it",
                configuration.WhereTheBlockIs()
            );
        }

        Builder = LogPipeline.CreateBuilder().AllowKeys(HostOptions.InputsKey).LeaveSignalsToHost().Configure(section);
        BackPressure.Apply(Builder, section);
        errors.Require(
            Sinks.Any(),
            $"{section.Path}:sinks",
            "every sink is switched off: there is nowhere to deliver to"
        );
        Inputs = HostOptions.Read(section, errors).Inputs;
        HttpInputOptions[] http = [.. Inputs.OfType<HttpInputOptions>()];
        var inputs = $"{section.Path}:{HostOptions.InputsKey}";
        AddressCheck.Check(http, inputs, errors);
        LineCheck.Check(Inputs, inputs, Sinks, errors);
        LoopCheck.Check(Builder.Sinks, http, $"{section.Path}:sinks", errors);

        Errors = [.. Builder.Validate().Concat(errors.All).Select(configuration.Locate)];
    }

    /// <summary>The pipeline, ready to be built when there are no errors.</summary>
    public PipelineBuilder Builder { get; }

    /// <summary>The inputs that are enabled.</summary>
    public IReadOnlyList<InputOptions> Inputs { get; }

    /// <summary>The sinks that are enabled.</summary>
    public IEnumerable<KeyValuePair<string, SinkOptions>> Sinks => Builder.Sinks.Where(sink => sink.Value.Enabled);

    /// <summary>All that is wrong.</summary>
    public IReadOnlyList<HoconError> Errors { get; }

    /// <summary>Composes the host of a configuration. Nothing runs yet, and no file or port is touched.</summary>
    public static HostComposition Of(HostConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new HostComposition(configuration);
    }
}
