using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using ActorLog.Capture;
using ActorLog.Events;

namespace ActorLog.AkkaNet.Bridge;

/// <summary>Puts the values of a log call to the holes of its template.</summary>
/// <remarks>
/// Templates with numbers are those of <c>string.Format</c>: a number says which value, and may come twice or out of order.
/// With names each hole takes the next value.
/// </remarks>
internal static class TemplateValues
{
    /// <summary>Whether each hole takes the value of its own place: by name, or <c>{0} {1} {2}</c>.</summary>
    public static bool IsInOrder(MessageTemplate template)
    {
        var holes = template.Holes;
        if (holes.IsEmpty || !IsNumber(holes[0].Text, out _))
        {
            return true;
        }

        for (var i = 0; i < holes.Length; i++)
        {
            if (!IsNumber(holes[i].Text, out var number) || number != i)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds a property per hole, and one per value that is left over.</summary>
    /// <returns>False, with no property added, when a hole finds no value.</returns>
    public static bool TryWrite(LogEventWriter writer, MessageTemplate template, IReadOnlyList<object?> values)
    {
        var holes = template.Holes;
        return holes.Length > 0 && IsNumber(holes[0].Text, out _)
            ? TryWriteByNumber(writer, holes, values)
            : TryWriteByPlace(writer, holes, values);
    }

    /// <summary>The template does not fit: it is shown as it was written, with the values, if there are any, behind it.</summary>
    public static void WriteAsText(LogEventWriter writer, string format, IEnumerable<object?> values)
    {
        var text = new StringBuilder(format);
        var number = 0;
        foreach (var value in values)
        {
            var captured = ValueCapture.Capture(value, null);
            writer.Add(NameOf(number), captured);
            text.Append(number == 0 ? " [" : ", ").Append(value is null ? "null" : captured.ToString());
            number++;
        }

        writer.SetMessage(number == 0 ? format : text.Append(']').ToString());
    }

    private static bool TryWriteByPlace(
        LogEventWriter writer,
        ReadOnlySpan<TemplateToken> holes,
        IReadOnlyList<object?> values
    )
    {
        var count = values.Count;
        if (holes.Length > count)
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            var hole = i < holes.Length ? holes[i] : null;
            writer.Add(hole?.Text ?? NameOf(i), ValueCapture.Capture(values[i], hole?.Format));
        }

        return true;
    }

    private static bool TryWriteByNumber(
        LogEventWriter writer,
        ReadOnlySpan<TemplateToken> holes,
        IReadOnlyList<object?> values
    )
    {
        foreach (var hole in holes)
        {
            if (!IsNumber(hole.Text, out var number) || number >= values.Count)
            {
                return false;
            }
        }

        foreach (var hole in holes)
        {
            _ = IsNumber(hole.Text, out var number);
            writer.Add(hole.Text, ValueCapture.Capture(values[number], hole.Format));
        }

        return true;
    }

    private static bool IsNumber(string name, out int number)
    {
        number = 0;
        return name is [>= '0' and <= '9', ..]
            && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static string NameOf(int number) => number.ToString(CultureInfo.InvariantCulture);
}
