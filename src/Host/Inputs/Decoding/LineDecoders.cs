using System;
using System.Collections.Frozen;
using System.Collections.Generic;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>The decoders, and their names in configurations.</summary>
/// <param name="zone">The zone of times that name none.</param>
internal sealed class LineDecoders(TimeZoneInfo zone)
{
    /// <summary>The line is the message.</summary>
    public ILineDecoder Plain { get; } = new PlainLineDecoder();

    /// <summary>One JSON object a line, of any logger.</summary>
    public ILineDecoder Json { get; } = new JsonLineDecoder(zone);

    /// <summary>CLEF only.</summary>
    public ILineDecoder Clef { get; } = new ClefLineDecoder(zone);

    /// <summary>JSON objects as such, other lines as messages.</summary>
    public ILineDecoder Auto => ByName["auto"];

    /// <summary>The decoders by name.</summary>
    public FrozenDictionary<string, ILineDecoder> ByName =>
        field ??= new Dictionary<string, ILineDecoder>
        {
            ["auto"] = new AutoLineDecoder(Json),
            ["plain"] = Plain,
            ["json"] = Json,
            ["clef"] = Clef,
        }.ToFrozenDictionary(StringComparer.Ordinal);
}
