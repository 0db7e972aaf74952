using System;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using ActorLog.Events;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>One JSON object a line: this pipeline's own format, CLEF, or what another logger writes.</summary>
internal sealed class JsonLineDecoder(TimeZoneInfo zone) : ILineDecoder
{
    public bool TryDecode(ReadOnlySpan<byte> line, [NotNullWhen(true)] out LogEventDraft? draft, out DecodeError error)
    {
        draft = null;
        if (!JsonObject.TryRead(line, out var json, out error))
        {
            return false;
        }

        using (json)
        {
            if (json.IsClef)
            {
                return ClefLineDecoder.TryDecode(line, json, zone, out draft, out error);
            }

            if (LoguruRecord.TryDecode(json, out draft))
            {
                return true;
            }

            draft = JsonEventBuilder.Build(json, isClef: false, zone);
            draft.Origin = JsonOrigin.OfJson(json);
            draft.Message ??= draft.Template is null ? Encoding.UTF8.GetString(line) : null;
            return true;
        }
    }
}
