using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using ActorLog.Host.Inputs.Http;
using ActorLog.Host.Inputs.Stdin;
using ActorLog.Options;

namespace ActorLog.Host.Inputs;

/// <summary>The kinds of inputs, by the words for them in configurations.</summary>
internal static class InputTypes
{
    public static readonly FrozenDictionary<string, Func<OptionsReader, string, InputOptions>> ByName = new Dictionary<
        string,
        Func<OptionsReader, string, InputOptions>
    >
    {
        [HttpInputOptions.Kind] = HttpInputOptions.Read,
        [StdinInputOptions.Kind] = StdinInputOptions.Read,
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
