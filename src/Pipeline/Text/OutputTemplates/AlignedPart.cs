using System;
using System.Buffers;
using System.Text;
using ActorLog.Events;

namespace ActorLog.Text.OutputTemplates;

/// <summary>Gives another part a least width in characters.</summary>
internal sealed class AlignedPart(OutputPart part, int alignment) : OutputPart
{
    private const int LargestKept = 64 * 1024;

    private ArrayBufferWriter<byte> _scratch = new(256);

    public override void Write(ref Utf8Writer writer, LogEvent logEvent)
    {
        _scratch.ResetWrittenCount();
        var inner = new Utf8Writer(_scratch, 256);
        part.Write(ref inner, logEvent);
        inner.Commit();

        var text = _scratch.WrittenSpan;
        var padding =
            text.Length >= 4 * Math.Abs(alignment) ? 0 : Math.Abs(alignment) - Encoding.UTF8.GetCharCount(text);
        writer.WriteSpaces(alignment > 0 ? padding : 0);
        writer.Write(text);
        writer.WriteSpaces(alignment < 0 ? padding : 0);
        if (_scratch.Capacity > LargestKept)
        {
            _scratch = new(256);
        }
    }
}
