using System;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Text;
using ActorLog.Events;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>The compact log event format of Serilog and Seq: <c>{"@t":"...","@mt":"user {Id}","Id":7}</c>.</summary>
internal sealed class ClefLineDecoder(TimeZoneInfo zone) : ILineDecoder
{
    public bool TryDecode(ReadOnlySpan<byte> line, [NotNullWhen(true)] out LogEventDraft? draft, out DecodeError error)
    {
        draft = null;
        if (JsonFields.Read(line, out error) is not { } fields)
        {
            return false;
        }

        draft = new JsonEventBuilder(JsonRoles.Clef, zone).Build(fields);
        if (draft.Timestamp is null && fields.Any(field => field.Name == "@t"))
        {
            error = new DecodeError("@t is not a time, expected one such as 2020-09-23T10:45:56.123Z");
            draft = null;
            return false;
        }

        draft.Origin = JsonOrigin.OfClef(fields);
        draft.Message ??= draft.Template is null ? Encoding.UTF8.GetString(line) : null;
        return true;
    }
}
