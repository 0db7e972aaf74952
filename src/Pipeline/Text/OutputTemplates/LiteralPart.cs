using System.Text;
using ActorLog.Events;

namespace ActorLog.Text.OutputTemplates;

/// <summary>Text of the template itself.</summary>
internal sealed class LiteralPart(string text) : OutputPart
{
    private byte[] _utf8 = Encoding.UTF8.GetBytes(text);

    public override bool IsOfHead => true;

    public override bool TryAppend(string literal)
    {
        _utf8 = [.. _utf8, .. Encoding.UTF8.GetBytes(literal)];
        return true;
    }

    public override void Write(ref Utf8Writer writer, LogEvent logEvent) => writer.Write(_utf8);
}
