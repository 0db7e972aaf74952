using System.Buffers;
using ActorLog.Events;
using ActorLog.Text;

namespace ActorLog.Sinks;

/// <summary>An event as one form field: <c>log=...</c>, the formatted text without its final line end, encoded.</summary>
internal sealed class FormFormatter(string field, ILogFormatter text) : ILogFormatter
{
    private readonly byte[] _begin = [.. FormEncoding.Of(field), (byte)'='];
    private readonly SafeFormatter _text = text as SafeFormatter ?? new SafeFormatter(text);
    private readonly ByteBuffer _scratch = new(4096);

    /// <inheritdoc/>
    public void Format(LogEvent logEvent, IBufferWriter<byte> output)
    {
        _scratch.Clear();
        _text.Format(logEvent, _scratch);
        var written = _scratch.Written;
        if (written is [.. var line, (byte)'\n'])
        {
            written = line is [.. var start, (byte)'\r'] ? start : line;
        }

        output.Write(_begin);
        FormEncoding.Append(written, output);
    }
}
