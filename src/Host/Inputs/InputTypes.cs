using System;
using System.Collections.Generic;
using System.Linq;
using ActorLog.Host.Inputs.Http;
using ActorLog.Host.Inputs.Stdin;
using ActorLog.Options;
using Microsoft.Extensions.Configuration;

namespace ActorLog.Host.Inputs;

/// <summary>The kinds of inputs, by the words for them in configurations.</summary>
internal static class InputTypes
{
    private static readonly (string Word, Func<OptionsReader, string, InputOptions>? Read)[] Types =
    [
        (HttpInputOptions.Kind, HttpInputOptions.Read),
        (StdinInputOptions.Kind, StdinInputOptions.Read),
    ];

    /// <summary>The words.</summary>
    public static IEnumerable<string> Words => Types.Select(type => type.Word);

    /// <summary>Reads the block of an input.</summary>
    /// <returns><see langword="null"/> when its type is missing or unknown; the error is collected.</returns>
    public static InputOptions? Read(IConfigurationSection block, OptionErrors errors)
    {
        if (block.Value is { Length: > 0 })
        {
            errors.Add(block.Path, "expected a block such as http { type = http }, found a value");
            return null;
        }

        var reader = new OptionsReader(block, errors);
        if (!reader.Has("type"))
        {
            reader.Missing("type", $"the type of the input is missing, expected one of: {string.Join(", ", Words)}");
            return null;
        }

        var read = reader.Choice("type", null, Types);
        var input = read?.Invoke(reader, block.Key);
        if (input is not null)
        {
            reader.Finish();
        }

        return input;
    }
}
