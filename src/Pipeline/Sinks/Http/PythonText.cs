using System;
using System.Buffers;
using System.Globalization;
using System.Text;
using ActorLog.Events;

namespace ActorLog.Sinks;

/// <summary>Values as Python's <c>str()</c> would write them, so that a Python receiver reads what it expects. Pure.</summary>
internal static class PythonText
{
    // The longest double in shortest form has 24 characters.
    private const int NumberRoom = 32;

    private static readonly SearchValues<byte> WholeNumber = SearchValues.Create("-0123456789"u8);

    /// <summary>Appends the UTF-8 of a value.</summary>
    public static void Write(in LogValue value, IBufferWriter<byte> output)
    {
        switch (value.Kind)
        {
            case LogValueKind.Null:
                output.Write("None"u8);
                break;
            case LogValueKind.Boolean:
                output.Write(value.AsBoolean ? "True"u8 : "False"u8);
                break;
            case LogValueKind.Int32 or LogValueKind.Int64:
                value.AsInt64.TryFormat(
                    output.GetSpan(NumberRoom),
                    out var length,
                    provider: CultureInfo.InvariantCulture
                );
                output.Advance(length);
                break;
            case LogValueKind.Double:
                WriteFloat(value.AsDouble, output);
                break;
            case LogValueKind.DateTime:
                WriteText(value.AsDateTime.ToString("O", CultureInfo.InvariantCulture), output);
                break;
            case LogValueKind.DateTimeOffset:
                WriteText(value.AsDateTimeOffset.ToString("O", CultureInfo.InvariantCulture), output);
                break;
            default:
                WriteText(value.ToString(), output);
                break;
        }
    }

    // Both languages write the shortest text that reads back as the same number; Python marks whole ones as floats.
    private static void WriteFloat(double value, IBufferWriter<byte> output)
    {
        var room = output.GetSpan(NumberRoom + 2);
        value.TryFormat(room, out var length, provider: CultureInfo.InvariantCulture);
        if (!room[..length].ContainsAnyExcept(WholeNumber))
        {
            ".0"u8.CopyTo(room[length..]);
            length += 2;
        }

        output.Advance(length);
    }

    private static void WriteText(string text, IBufferWriter<byte> output) => Encoding.UTF8.GetBytes(text, output);
}
