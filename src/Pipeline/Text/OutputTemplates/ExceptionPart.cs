using System;
using ActorLog.Events;

namespace ActorLog.Text.OutputTemplates;

/// <summary>
/// The exception's text on lines of its own, or nothing. A line that could pass for an event's, because an exception's
/// message has line ends, is indented.
/// </summary>
internal sealed class ExceptionPart : OutputPart
{
    public override void Write(ref Utf8Writer writer, LogEvent logEvent)
    {
        if (logEvent.Exception is not { } exception)
        {
            return;
        }

        var rest = exception.Text.AsSpan().TrimEnd("\r\n");
        WriteLine(ref writer, ref rest);
        while (!rest.IsEmpty)
        {
            if (rest is not ([' ' or '\t' or '\n', ..] or ['\r', '\n', ..]))
            {
                writer.Write("  "u8);
            }

            WriteLine(ref writer, ref rest);
        }
    }

    private static void WriteLine(ref Utf8Writer writer, ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf('\n');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        writer.WriteText<LineText>(line is [.., '\r'] ? line[..^1] : line);
        writer.Write((byte)'\n');
    }
}
