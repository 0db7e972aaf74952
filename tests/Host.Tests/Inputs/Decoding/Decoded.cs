using System;
using System.Linq;
using System.Text;
using ActorLog.Events;
using ActorLog.Host.Inputs.Decoding;
using Xunit;

namespace ActorLog.Host.Tests.Inputs.Decoding;

/// <summary>What the decoders make of a line.</summary>
internal static class Decoded
{
    public static readonly LineDecoders Decoders = new(TimeZoneInfo.Utc);

    /// <summary>The event of a line that is in the format.</summary>
    public static LogEventDraft Decode(string format, string line)
    {
        Assert.True(
            Decoders.ByName[format].TryDecode(Encoding.UTF8.GetBytes(line), out var draft, out var error),
            error.ToString()
        );
        return draft!;
    }

    /// <summary>Its properties in their order, as <c>name=value</c>.</summary>
    public static string PropertiesOf(LogEventDraft draft) =>
        string.Join(' ', draft.Properties.Select(property => $"{property.Name}={property.Value}"));
}
