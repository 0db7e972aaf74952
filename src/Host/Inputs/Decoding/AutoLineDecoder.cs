using System;
using System.Diagnostics.CodeAnalysis;
using ActorLog.Events;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>A line that is a JSON object is read as one; any other line is a message as it stands.</summary>
internal sealed class AutoLineDecoder(ILineDecoder json) : ILineDecoder
{
    private readonly PlainLineDecoder _plain = new();

    public bool TryDecode(
        ReadOnlySpan<byte> line,
        [NotNullWhen(true)] out LogEventDraft? draft,
        out DecodeError error
    ) =>
        (line.TrimStart(" \t"u8) is [(byte)'{', ..] && json.TryDecode(line, out draft, out error))
        || _plain.TryDecode(line, out draft, out error);
}
