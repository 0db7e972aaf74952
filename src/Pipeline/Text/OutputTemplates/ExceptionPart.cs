using System;
using ActorLog.Events;

namespace ActorLog.Text.OutputTemplates;

/// <summary>
/// The exception's text on lines of its own, or nothing. A line that could pass for an event's, because an exception's
/// message has line ends or the text came from elsewhere, is indented.
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
        var indent = !StartsWithTypeName(exception);
        do
        {
            if (indent && rest is not ([' ' or '\t' or '\n', ..] or ['\r', '\n', ..] or []))
            {
                writer.Write("  "u8);
            }

            WriteLine(ref writer, ref rest);
            indent = true;
        } while (!rest.IsEmpty);
    }

    // As every exception of .NET does: Shop.PaymentException: message.
    private static bool StartsWithTypeName(ExceptionSnapshot exception)
    {
        var type = exception.Type;
        if (!type.Contains('.', StringComparison.Ordinal) || !exception.Text.StartsWith(type, StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var c in type)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('.' or '_' or '+' or '`' or '[' or ']' or ','))
            {
                return false;
            }
        }

        return !char.IsDigit(type[0]) && type[0] is not ('[' or ']');
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
