using System;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using ActorLog.Events;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>The compact log event format of Serilog and Seq: <c>{"@t":"...","@mt":"user {Id}","Id":7}</c>.</summary>
internal sealed class ClefLineDecoder(TimeZoneInfo zone) : ILineDecoder
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
            return TryDecode(line, json, zone, out draft, out error);
        }
    }

    /// <summary>Makes the event of a line that has been read.</summary>
    public static bool TryDecode(
        ReadOnlySpan<byte> line,
        JsonObject json,
        TimeZoneInfo zone,
        [NotNullWhen(true)] out LogEventDraft? draft,
        out DecodeError error
    )
    {
        error = default;
        draft = JsonEventBuilder.Build(json, isClef: true, zone);
        if (draft.Timestamp is null && HasTime(json))
        {
            error = new DecodeError("@t is not a time, expected one such as 2020-09-23T10:45:56.123Z");
            draft = null;
            return false;
        }

        draft.Origin = JsonOrigin.OfClef(json);
        draft.Message ??= draft.Template is null ? Encoding.UTF8.GetString(line) : null;
        return true;
    }

    private static bool HasTime(JsonObject json)
    {
        foreach (ref readonly var field in json.Fields)
        {
            if (field.Name.InClef == JsonRole.Time)
            {
                return true;
            }
        }

        return false;
    }
}
