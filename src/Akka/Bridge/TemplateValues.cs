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
    /// <summary>Adds a property per hole, and one per value that is left over.</summary>
    /// <returns>False, with no property added, when a hole finds no value.</returns>
    public static bool TryFill(LogEventDraft draft, MessageTemplate template, IReadOnlyList<object?> values)
    {
        var holes = template.Holes;
        if (holes.Length == 0)
        {
            return AddRest(draft, values, 0);
        }

        return IsNumber(holes[0].Text, out _) ? FillByNumber(draft, holes, values) : FillByPlace(draft, holes, values);
    }

    /// <summary>The template does not fit: it is shown as it was written, with the values behind it.</summary>
    public static void FillAsText(LogEventDraft draft, string format, IEnumerable<object?> values)
    {
        draft.Template = null;
        draft.Properties.Clear();
        var text = new StringBuilder(format).Append(" [");
        var number = 0;
        foreach (var value in values)
        {
            var captured = ValueCapture.Capture(value, null);
            draft.Properties.Add(new LogProperty(NameOf(number), captured));
            text.Append(number == 0 ? "" : ", ").Append(value is null ? "null" : captured.ToString());
            number++;
        }

        draft.Message = text.Append(']').ToString();
    }

    private static bool FillByPlace(
        LogEventDraft draft,
        ReadOnlySpan<TemplateToken> holes,
        IReadOnlyList<object?> values
    )
    {
        if (holes.Length > values.Count)
        {
            return false;
        }

        for (var i = 0; i < holes.Length; i++)
        {
            draft.Properties.Add(new LogProperty(holes[i].Text, ValueCapture.Capture(values[i], holes[i].Format)));
        }

        return AddRest(draft, values, holes.Length);
    }

    private static bool FillByNumber(
        LogEventDraft draft,
        ReadOnlySpan<TemplateToken> holes,
        IReadOnlyList<object?> values
    )
    {
        foreach (var hole in holes)
        {
            if (!IsNumber(hole.Text, out var number) || number >= values.Count)
            {
                draft.Properties.Clear();
                return false;
            }

            draft.Properties.Add(new LogProperty(hole.Text, ValueCapture.Capture(values[number], hole.Format)));
        }

        return true;
    }

    private static bool AddRest(LogEventDraft draft, IReadOnlyList<object?> values, int from)
    {
        for (var i = from; i < values.Count; i++)
        {
            draft.Properties.Add(new LogProperty(NameOf(i), ValueCapture.Capture(values[i], null)));
        }

        return true;
    }

    private static bool IsNumber(string name, out int number) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string NameOf(int number) => number.ToString(CultureInfo.InvariantCulture);
}
