using System.Collections.Generic;
using System.Linq;
using ActorLog.Host.Inputs;
using ActorLog.Host.Inputs.Http;
using ActorLog.Host.Inputs.Stdin;
using ActorLog.Options;
using ActorLog.Sinks;

namespace ActorLog.Host.Configuration;

/// <summary>Finds inputs that take longer lines than the journal can keep: what it cannot keep must not be answered as safe.</summary>
internal static class LineCheck
{
    /// <summary>Adds an error for each such input, if any sink is durable.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="path">The configuration path of the inputs.</param>
    /// <param name="sinks">The sinks that are enabled.</param>
    /// <param name="errors">Where errors are collected.</param>
    public static void Check(
        IEnumerable<InputOptions> inputs,
        string path,
        IEnumerable<KeyValuePair<string, SinkOptions>> sinks,
        OptionErrors errors
    )
    {
        if (sinks.FirstOrDefault(sink => sink.Value.Durable).Key is not { } durable)
        {
            return;
        }

        foreach (var input in inputs.Where(input => MaxLine(input) > InputOptions.SurelyKept))
        {
            errors.Add(
                $"{path}:{input.Name}:max-line",
                $"must be 15 MiB at the most where a sink is durable, as '{durable}' is: the journal keeps no larger event"
            );
        }
    }

    private static long MaxLine(InputOptions input) =>
        input switch
        {
            HttpInputOptions http => http.MaxLine,
            StdinInputOptions stdin => stdin.MaxLine,
            _ => 0,
        };
}
