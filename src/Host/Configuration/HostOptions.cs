using System.Collections.Generic;
using System.Linq;
using ActorLog.Host.Inputs;
using ActorLog.Host.Inputs.Stdin;
using ActorLog.Options;
using Microsoft.Extensions.Configuration;

namespace ActorLog.Host.Configuration;

/// <summary>What the host reads of the <c>actorlog</c> block: the inputs. The rest is the pipeline's.</summary>
internal sealed record HostOptions(IReadOnlyList<InputOptions> Inputs)
{
    /// <summary>The key of the inputs.</summary>
    public const string InputsKey = "inputs";

    /// <summary>Reads the inputs; what is wrong is collected in <paramref name="errors"/>.</summary>
    public static HostOptions Read(IConfigurationSection section, OptionErrors errors)
    {
        var block = section.GetSection(InputsKey);
        var inputs = new List<InputOptions>();
        foreach (var child in block.GetChildren())
        {
            if (InputTypes.Read(child, errors) is { } input)
            {
                input.Validate(errors, child.Path);
                inputs.Add(input);
            }
        }

        errors.Require(
            errors.All.Count > 0 || inputs.Any(input => input.Enabled),
            block.Path,
            "there is no input; expected a block such as inputs { http { type = http, listen = \"127.0.0.1:1987\" } }"
        );
        errors.Require(
            inputs.Count(input => input is { Enabled: true, Type: StdinInputOptions.Kind }) < 2,
            block.Path,
            "standard input can be read by one input only"
        );
        return new HostOptions([.. inputs.Where(input => input.Enabled)]);
    }
}
