using System;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using ActorLog.Events;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>One JSON object a line: this pipeline's own format, CLEF, or what another logger writes.</summary>
internal sealed class JsonLineDecoder(TimeZoneInfo zone) : ILineDecoder
{
    private readonly ClefLineDecoder _clef = new(zone);

    public bool TryDecode(ReadOnlySpan<byte> line, [NotNullWhen(true)] out LogEventDraft? draft, out DecodeError error)
    {
        draft = null;
        if (JsonFields.Read(line, out error) is not { } fields)
        {
            return false;
        }

        if (JsonRoles.IsClef(fields))
        {
            return _clef.TryDecode(line, out draft, out error);
        }

        draft = new JsonEventBuilder(JsonRoles.Common, zone).Build(fields);
        draft.Origin = JsonOrigin.OfJson(fields);
        draft.Message ??= draft.Template is null ? Encoding.UTF8.GetString(line) : null;
        return true;
    }
}
