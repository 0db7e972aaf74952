using System;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using ActorLog.Events;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>The line is the message. Every line is one.</summary>
internal sealed class PlainLineDecoder : ILineDecoder
{
    public bool TryDecode(ReadOnlySpan<byte> line, [NotNullWhen(true)] out LogEventDraft? draft, out DecodeError error)
    {
        draft = new LogEventDraft { Message = Encoding.UTF8.GetString(line) };
        error = default;
        return true;
    }
}
